"""JSON Lines: one object on each line, as data sets have their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.news.composing import Composer, read_either, read_html
from copydesk.formats.news.in_json.json_strings import (
    JsonText,
    TooDeep,
    first_prose,
    read_value,
    spelled_out,
    texts_in,
)
from copydesk.formats.news.publication_dates import read_date
from copydesk.formats.news.record import Record, broken, some_records
from copydesk.formats.parsed import Fault, Parsed
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from copydesk.formats.news.spelled import Spelled

_LINE = compile_later(r"[^\r\n]+")
_TEXTS = ("text", "content", "body", "article", "story", "articlebody")
_READS = f"a text under one of the keys {', '.join(_TEXTS)}; rename the key"
_TITLES = ("title", "headline")
_SUMMARIES = ("summary", "description", "abstract")
_AUTHORS = ("author", "byline", "authors")
_DATES = ("date", "published", "date_published", "published_at", "datepublished", "pubdate")
_LANGUAGES = ("lang", "language")
_NEVER_TEXTS = ("licen", "right", "terms", "prompt", "error", "url")
"""In a key: what is under it is not of the article, however many words it has."""


def split(source: str) -> list[Record]:
    """Return a record for each line that holds anything.

    Raises:
        NotText: there are none, or too many.
    """
    lines = (line for line in _LINE.finditer(source) if not line.group().isspace())
    return some_records(Record(*line.span(), read_line_of) for line in lines)


def read_line_of(source: str) -> Parsed:
    """Read the object of one line."""
    read = read_value(source, len(source) - len(source.lstrip()))
    if isinstance(read, Fault):
        return broken(source, read)
    try:
        texts: dict[str, list[JsonText]] = {}
        for text in texts_in(source):
            key = text.path[0].lower() if text.path else ""
            texts.setdefault(key if _is_at_top(text) else f"{key}/", []).append(text)
    except TooDeep as error:
        return broken(source, Fault(error.offset, str(error)))
    if source[read[1] :].strip() or not texts.keys() & {*_TEXTS, *_TITLES, *_SUMMARIES}:
        reason = f"this line is no object with {_READS}; “copydesk scan --text-field KEY” reads another"
        return broken(source, Fault(0, reason))
    composer = Composer(source)
    for key in _TEXTS:  # an empty one may stand before a full one
        if not composer.has_body:
            for body in texts.get(key, ()):
                composer.add_body(spelled_out(source, body), read_either)
    for title in _first(source, texts, _TITLES):
        composer.add_title(title, read_html)
    for summary in _first(source, texts, _SUMMARIES):
        composer.add_summary(summary, read_either)
    if not composer.has_body and (unread := _unread_text(source, texts, composer)) is not None:
        return broken(source, Fault(unread, f"these words are not read; write them as {_READS}"))
    for author in _first(source, texts, _AUTHORS):
        composer.add_author(author)
    for date in _first(source, texts, _DATES):
        composer.tell("date", read_date(date.text), date)
    for language in _first(source, texts, _LANGUAGES):
        composer.tell_language(language.text)
    return composer.parsed()


def _is_at_top(text: JsonText) -> bool:
    return len(text.path) == 1 or (len(text.path) == 2 and text.path[1] == "#")


def _first(source: str, texts: dict[str, list[JsonText]], keys: tuple[str, ...]) -> list[Spelled]:
    """Return the texts under the first of some keys that has any words."""
    for key in keys:
        spelled = [spelled_out(source, text) for text in texts.get(key, ())]
        if any(each.words for each in spelled):
            return spelled
    return []


def _unread_text(source: str, texts: dict[str, list[JsonText]], composer: Composer) -> int | None:
    """Return where a line that has no text has one under another key, or deeper; None if it has none."""
    under = [text for key in _TEXTS for text in texts.get(f"{key}/", ())]
    if not composer.has_texts_beside:
        under += [
            text
            for key, found in texts.items()
            for text in found
            if not any(part in key for part in _NEVER_TEXTS)
        ]
    return first_prose(source, under)
