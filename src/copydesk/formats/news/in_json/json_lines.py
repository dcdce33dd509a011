"""JSON Lines: one object on each line, as data sets have their articles."""

from __future__ import annotations

from copydesk.formats.news.composing import Composer, read_either, read_html
from copydesk.formats.news.in_json.json_strings import (
    JsonText,
    TooDeep,
    read_value,
    spelled_out,
    texts_in,
)
from copydesk.formats.news.publication_dates import read_date
from copydesk.formats.news.record import Record, broken, not_too_many
from copydesk.formats.parsed import Fault, Parsed
from copydesk.support.patterns import compile_later

_LINE = compile_later(r"[^\r\n]+")
_TEXTS = ("text", "content", "body", "article", "story", "articlebody")
_TITLES = ("title", "headline")
_SUMMARIES = ("summary", "description", "abstract")
_AUTHORS = ("author", "byline", "authors")
_DATES = ("date", "published", "date_published", "published_at", "datepublished", "pubdate")
_LANGUAGES = ("lang", "language")


def split(source: str) -> list[Record]:
    """Return a record for each line that holds anything.

    Raises:
        NotText: there are too many.
    """
    lines = (line for line in _LINE.finditer(source) if not line.group().isspace())
    return not_too_many(Record(*line.span(), read_line_of) for line in lines)


def read_line_of(source: str) -> Parsed:
    """Read the object of one line."""
    read = read_value(source, len(source) - len(source.lstrip()))
    if isinstance(read, Fault):
        return broken(source, read)
    try:
        texts: dict[str, list[JsonText]] = {}
        for text in filter(_is_at_top, texts_in(source)):
            texts.setdefault(text.path[0].lower(), []).append(text)
    except TooDeep as error:
        return broken(source, Fault(error.offset, str(error)))
    if source[read[1] :].strip() or not texts.keys() & {*_TEXTS, *_TITLES, *_SUMMARIES}:
        keys = ", ".join(_TEXTS)
        problem = f"this line is no object with a text under one of the keys {keys}"
        reason = f"{problem}; “copydesk scan --text-field KEY” reads another"
        return broken(source, Fault(0, reason))
    composer = Composer(source)
    for body in _first(texts, _TEXTS):
        composer.add_body(spelled_out(source, body), read_either)
    for title in _first(texts, _TITLES):
        composer.add_title(spelled_out(source, title), read_html)
    for summary in _first(texts, _SUMMARIES):
        composer.add_summary(spelled_out(source, summary), read_either)
    for author in _first(texts, _AUTHORS):
        composer.add_author(spelled_out(source, author))
    for date in _first(texts, _DATES):
        spelled = spelled_out(source, date)
        composer.tell("date", read_date(spelled.text), spelled)
    for language in _first(texts, _LANGUAGES):
        composer.tell_language(spelled_out(source, language).text)
    return composer.parsed()


def _is_at_top(text: JsonText) -> bool:
    return len(text.path) == 1 or (len(text.path) == 2 and text.path[1] == "#")


def _first(texts: dict[str, list[JsonText]], keys: tuple[str, ...]) -> list[JsonText]:
    """Return the texts under the first of some keys that has any."""
    return next((texts[key] for key in keys if key in texts), [])
