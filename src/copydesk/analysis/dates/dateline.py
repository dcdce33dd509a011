"""The date that an article gives itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.analysis.dates.values import is_possible, may_be_dateline
from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.language.words import either
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later, one_of

if TYPE_CHECKING:
    from copydesk.analysis.dates.mentions import DateMention


class Dateline(NamedTuple):
    """An article's own date, and where it says so: "front matter", "metadata", "dateline" or "published line"."""

    value: datetime.date
    origin: str


_KEYS = (
    "date", "published", "publishdate", "publish_date", "pubdate", "pub_date", "published_at", "datepublished",
    "date_published", "publication_date", "published_on", "published_time", "posted", "created", "created_at",
    "modified", "updated", "lastmod",
)  # fmt: skip
_KEYS_IN_OTHER_LANGUAGES = (
    "datum", "dato", "data", "fecha", "dátum", "datums", "kuupäev", "päiväys", "julkaistu", "дата", "veröffentlicht",
    "publié", "publicado", "pubblicato", "gepubliceerd", "opublikowano", "publicerad", "publiceret", "publisert",
)  # fmt: skip
_ALL_KEYS = frozenset((*_KEYS, *_KEYS_IN_OTHER_LANGUAGES))
_CHANGES = ("modified", "updated", "lastmod")
_TOP = 16
"""How many blocks from the start an unlabelled date may stand to be the article's own."""

_IN_EARNEST = 400
"""Code points of sentences, a standfirst aside, behind which a date that stands alone is no longer the article's."""
_SHORT_SENTENCE = 60
_LONGEST_SAYS = 80

_LABELS = one_of(
    r"published|posted|publication\s+date|publish\s+date|date|filed|created|issued|(?:last\s+)?(?:updated|modified)",
    "veröffentlicht|publié|publicado|pubblicato|gepubliceerd|opublikowano|publicerad|publiceret|publisert",
    r"(?:briefing|newsletter|bulletin|edition)\s+(?:for|of)",
    r"stand(?:\s+(?:dieses|des)\s+(?:artikels|textes|berichts))?(?=\s*:)|erschienen|zuletzt\s+aktualisiert|aktualisiert",
    r"mise?\s+(?:en\s+ligne|à\s+jour)|actualizado|aggiornato|bijgewerkt|uppdaterad|opdateret|oppdatert|stan\s+na(?:\s+dzień)?",
)
_LABEL = compile_later(
    rf"(?:(?:first|originally)\s+)?(?P<label>{_LABELS})\b"
    r"(?:\s+(?:on|at|in|by|am|le|el|il|al|em|op|den|dnia)\b)?[\s\0*:|–—-]*",
    re.IGNORECASE,
)
_CITY = compile_later(
    r"[\s\0]*(?:[A-Z][A-Z.'’-]+(?:[ \0/]+[A-Z][A-Z.'’-]*){0,4}(?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?\s*"
    r"(?:,|--|—|–|-|\([A-Z][\w \0]*\)[\s,–—-]*)[\s\0]*)?"
    r"(?P<agency>\([A-Z][\w \0.]*\)\s*[-–—]+\s*)?"
)
_AFTER_CITY = compile_later(
    r"[\s\0]*(?:(?:\([^)\n]{2,40}\)|/[A-Z][\w \0-]{2,30}/)[\s\0]*)?(?P<dash>[-–—]{1,2}|:)(?=[\s\0])"
)
_WORD = compile_later(r"\w")
_FILLINGS = compile_later(
    r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?|\b(?:GMT|UTC|BST|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|CEST|Uhr|at|on|by|in|o'clock)\b"
    r"|(?<!\d)\d+\s*min(?:ute)?s?(?:\s+read)?|[+-]\d\d:?\d\d",
    re.IGNORECASE,
)
_FIRST = tuple("JFMASONDTW0123456789")
_CLOCK = compile_later(r"\d[:.]\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
_CLOSED = compile_later(r"[.!?][”\"’')\0]*\Z")
_HEAD = compile_later(r"[0-9][0-9]?\W")
_DASH = compile_later(r"[-–—:/]")
_DIGIT = compile_later(r"\d")
_STEMS = (
    "publ", "pubbl", "post", "date", "modif", "filed", "created", "issued", "veröff", "opubl", "briefing", "newsletter",
    "bulletin", "edition", "stand", "erschienen", "aktualisiert", "mis", "actualizado", "aggiornato", "bijgewerkt",
    "uppdaterad", "opdateret", "oppdatert", "stan na",
)  # fmt: skip
_OF_CHANGES: tuple[str, ...] = (
    "updated",
    "modified",
    "stand",
    "aktualisiert",
    "jour",
    "actualizado",
    "aggiornato",
    "bijgewerkt",
)
_OF_CHANGES += ("uppdaterad", "opdateret", "oppdatert", "stan")
_BYLINE = compile_later(r"\W*(?:[Bb][Yy]|[Vv]on|Par|Por|Di|Door|Av|Af)\s+\S")
_FIELD_MARKS = compile_later(r"(?<![\s\0*_])[\s\0*_]*(?:[|·•∙]|\s[–—/]\s)[\s\0*_]*")
"""What parts the fields of a line under the headline: “The Orle Herald · January 17, 2024”."""
_FIELDS_ABOVE, _LONGEST_FIELD = 6, 6
"""So many blocks from the start such a line stands, and so many words has each field."""
_EMPTY = compile_later(
    r"\s*(?:0000[-/.]00[-/.]00|00[-/.]00[-/.]0000|0001-01-01|1970-01-01|01/01/1970|-0001-11-30|invalid date|NaN-NaN)",
    re.IGNORECASE,
)
_FIRST_DAYS = ((1, 1, 1), (1970, 1, 1))
_LARGEST = 10**14
"""The largest number that a date may be, written without marks or as the milliseconds since 1970."""
_EPOCH = compile_later(r"(?<!\d)(1\d{9})(?:\d{3})?(?!\d)")
_SAYS = compile_later(
    rf"[^.!?]{{1,60}}\s{either(in_all_languages('comment_verbs'))}\0*:\W*\Z",
    re.IGNORECASE,
)
_YEAR_OF_COPYRIGHT = compile_later(r"(?:©|\([cC]\)|[Cc]opyright)[\s\0]*(?:©[\s\0]*)?(20\d\d)")


def find_dateline(
    text: str,
    blocks: Sequence[Block],
    meta: Mapping[str, Any],
    meta_name: str = "front matter",
    language: str | None = None,
) -> Dateline | None:
    """Return the article's own date, or None if it does not tell. `meta_name` is what the origin is called if `meta`
    tells; `language` is the article's.
    """
    for key in (*_KEYS, *_KEYS_IN_OTHER_LANGUAGES) if meta else ():
        if (value := _as_date(meta.get(key))) and may_be_dateline(value):
            return Dateline(value, meta_name)
    blocks = _without_comments(text, blocks)
    return (
        _labelled(text, blocks, language)
        or _dateline(text, blocks, language)
        or _alone(text, blocks, language)
        or _beside_a_name(text, blocks, language)
    )


def is_readable_date(value: Any) -> bool:
    """Tell whether a value of metadata is a day that an article may be of."""
    day = _as_date(value)
    return day is not None and may_be_dateline(day)


def is_of_a_change(meta: Mapping[str, Any]) -> bool:
    """Tell whether metadata give an article the date of its last change only."""
    return next((key in _CHANGES for key in _KEYS if meta.get(key)), False)


def _without_comments(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks above the first reader's comment, marked as in blogs: “Gary44 says:”, and then a date."""
    for index, (block, following) in enumerate(pairwise(blocks)):
        if (
            block.end - block.start <= _LONGEST_SAYS
            and _DIGIT.search(text, following.start, following.end)
            and _SAYS.match(text[block.start : block.end])
            and _CLOCK.search(text, following.start, following.end)
        ):
            return blocks[:index]
    return blocks


def impossible_days(meta: Mapping[str, Any]) -> Iterator[tuple[str, DateMention]]:
    """Yield the days in front matter or metadata that no calendar has: each with its key, its place counted in the
    value.
    """
    from copydesk.analysis.dates.mentions import read_dates

    for key, value in meta.items():
        if isinstance(value, str) and (key in _ALL_KEYS or key.endswith("date")):
            first = read_dates(value, (Block(0, len(value)),))[:1]
            yield from ((key, date) for date in first if date.impossible)


def empty_dates(meta: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys whose date is what a program writes where it has none: 0000-00-00, 1970-01-01."""
    for key, value in meta.items():
        if key in _KEYS and (
            (isinstance(value, str) and _EMPTY.match(value))
            or (isinstance(value, datetime.date) and (value.year, value.month, value.day) in _FIRST_DAYS)
        ):
            yield key


def _as_date(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return datetime.datetime.fromisoformat(value.strip()).date()
    except ValueError:
        found = next(_days(value, Block(0, len(value))), None)
        return found[2] if found else _epoch(value)


def _epoch(text: str) -> datetime.date | None:
    match = _EPOCH.search(text)
    return datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC).date() if match else None


def _days(text: str, block: Block, language: str | None = None) -> Iterator[tuple[int, int, datetime.date]]:
    """Yield the full dates of a block with their places."""
    from copydesk.analysis.dates.mentions import (
        read_dates,
    )  # the reader of dates resolves them against what is found here

    line = text[block.start : block.end]
    for date in read_dates(line, (Block(0, len(line)),), None, language):
        year, month, day = date.year, date.month, date.day
        if (
            date.precision == "day"
            and year
            and month
            and day
            and not date.ambiguous
            and is_possible(year, month, day)
        ):
            value = datetime.date(year, month, day)
            if may_be_dateline(value):
                yield block.start + date.start, block.start + date.end, value


def _labelled(text: str, blocks: Sequence[Block], language: str | None) -> Dateline | None:
    """“Published: February 13, 2026”: of several such lines the first that does not tell of an update."""
    updated: Dateline | None = None
    for block in blocks:
        if block.end - block.start > 160 or not _may_tell(text, block):
            continue
        lower = text[block.start : block.end].lower()
        if not any(stem in lower for stem in _STEMS):
            continue
        for match in _LABEL.finditer(text, block.start, block.end):
            label = match["label"].lower()
            if _WORD.search(text, block.start, match.start()) and label in (
                "date",
                "created",
                "issued",
                "filed",
            ):
                continue
            line = Block(match.end(), min(block.end, match.end() + 60))
            value = next(
                (day for start, _, day in _days(text, line, language) if start - line.start <= 12), None
            )
            value = value or (_epoch(text[line.start : line.end]) if block.end - match.end() <= 16 else None)
            if value and any(sign in label for sign in _OF_CHANGES):
                updated = updated or Dateline(value, "published line")
            elif value:
                return Dateline(value, "published line")
    return updated


def _may_tell(text: str, block: Block) -> bool:
    return _DIGIT.search(text, block.start, block.end) is not None


def _dateline(text: str, blocks: Sequence[Block], language: str | None) -> Dateline | None:
    """“LONDON, March 3, 2026 —” at the head of a paragraph near the top."""
    from copydesk.analysis.dates.mentions import read_dates

    for block in blocks[:_TOP]:
        if not _HEAD.search(text, block.start, min(block.end, block.start + 70)):
            continue
        city = _CITY.match(text, block.start, block.end)
        at = city.end() if city else block.start
        line = text[at : min(block.end, at + 45)]
        if line[:1] not in _FIRST or not _DASH.search(text, at, min(block.end, at + 90)):
            continue
        for date in read_dates(line, (Block(0, len(line)),), None, language)[:1]:
            if date.start or date.precision != "day" or not date.month or not date.day or date.impossible:
                continue
            after = _AFTER_CITY.match(text, at + date.end, block.end)
            if not after and not (city and city["agency"]):
                continue
            year = date.year or _year_elsewhere(text)
            if (year and _is_past(text, year)) or _A_SPAN_AFTER.match(text, at + date.end, block.end):
                continue
            if year and is_possible(year, date.month, date.day) and block.end > at + date.end + 3:
                value = datetime.date(year, date.month, date.day)
                return Dateline(value, "dateline") if may_be_dateline(value) else None
    return None


def _year_elsewhere(text: str) -> int | None:
    """Return the year of the copyright notice, for a dateline that bears none."""
    match = _YEAR_OF_COPYRIGHT.search(text)
    return int(match[1]) if match else None


_A_LIFE_BEFORE = compile_later(
    rf"(?<!\w)(?:{either(in_all_languages('birth_words') | in_all_languages('death_words'))}(?!\w)|[*†])",
    re.IGNORECASE,
)
_A_SPAN_AFTER = compile_later(
    r"[\s\0,]*(?:[-–—]|to|bis|au|al?|tot|do|til|till)[\s\0]*(?:[^\W\d_]{0,12}[\s\0,]*\d{1,2}\.?[\s\0,/]+\w{1,12}\.?[\s\0,/]+(?:de[\s\0]+)?)?[12]\d{3}(?!\d)",
    re.IGNORECASE,
)
"""What makes a day one of a life: “14 May 1934 – 3 August 2024”."""
_LATER = 3
"""An article tells of fewer later years than this if a date without a label is its own."""
_OTHER_LABEL = compile_later(r"[^\W\d_][)\0*_]{0,4}:[\s\0*_]{0,6}\Z")
"""A label before a date that none of those for publication is: Born: 29 February 1936."""


def _alone(text: str, blocks: Sequence[Block], language: str | None) -> Dateline | None:
    """Return a date that stands alone, or with a time or a byline, before the article has begun in earnest."""
    begun = 0
    for index, block in enumerate(blocks[:_TOP]):
        length = block.end - block.start
        if length > _SHORT_SENTENCE and _CLOSED.search(text, max(block.start, block.end - 3), block.end):
            begun += length
        if begun > _IN_EARNEST or length > _IN_EARNEST:
            break
        if length > 160:
            continue
        if not _may_tell(text, block):
            continue
        is_sentence = (
            _CLOSED.search(text, max(block.start, block.end - 3), block.end) is not None
        )  # He died on …
        for start, end, value in _days(text, block, language):
            if _OTHER_LABEL.search(text, block.start, start) or _is_of_a_life(text, block, end):
                continue
            if _is_past(text, value.year):
                continue
            rest = f"{text[block.start : start]} | {text[end : block.end]}".replace("\0", " ")
            words = re.findall(r"\w+", _FILLINGS.sub(" ", rest))
            if _BYLINE.match(rest) or (
                len(words) <= 2 and not (is_sentence and any(map(str.islower, words)))
            ):
                return Dateline(value, "published line")
            if index < _FIELDS_ABOVE and not is_sentence and _is_a_field(text, block, start, end):
                return Dateline(value, "published line")
    return None


def _beside_a_name(text: str, blocks: Sequence[Block], language: str | None) -> Dateline | None:
    """Return the date in a line of its own behind the name of a newspaper or place, above the article or below it:
    “The Orle Courier, Monday 11 March 2024”.
    """
    lines = [block for block in blocks if block.end > block.start]
    below = [] if len(lines) < _LINES_OF_AN_ARTICLE else lines[-1:]
    for block in (*lines[:_FIELDS_ABOVE], *below):
        if block.end - block.start > _LONGEST_NAME_AND_DATE or not _may_tell(text, block):
            continue
        for start, end, value in _days(text, block, language):
            name = _PAPER.fullmatch(text[block.start : start].replace("\0", ""))
            rest = _FILLINGS.sub(" ", text[end : block.end])
            if not name or _WORD.search(rest) or _is_of_a_life(text, block, end):
                continue
            if not _is_past(text, value.year) and len(name["name"].split()) <= _LONGEST_FIELD:
                return Dateline(value, "published line")
    return None


_LONGEST_NAME_AND_DATE = 90
_LINES_OF_AN_ARTICLE = 4
_PAPER = compile_later(
    r"[\s*_(\[–—-]*(?P<name>[A-ZÀ-Þ][\w'’&.-]*(?: (?:[A-ZÀ-Þ][\w'’&.-]*|(?:of|and|the|de|des|du|la|le|les|der|die|"
    r"das|und|van|den|het|el|del|di|da|do|i|och|og)\b)){0,5})"
    r"(?:,| [–—|·]) ?(?:[^\W\d_]{2,10},? )?(?:(?:den|le|el|il|am|on|dnia) )?"
)


def _is_of_a_life(text: str, block: Block, end: int) -> bool:
    """Tell whether a day stands beside “born” or “died”, or begins a span."""
    return (
        _A_LIFE_BEFORE.search(text, block.start, block.end) is not None
        or _A_SPAN_AFTER.match(text, end, block.end) is not None
    )


def _is_past(text: str, year: int) -> bool:
    """Tell whether a text goes on to tell of many later years, so that a day of this one is not its own."""
    later = {told for each in _YEAR.finditer(text) if int(told := each.group()) > year + 1}
    return len(later) >= _LATER


_YEAR = compile_later(r"(?<![\d.,/$£€-])(?:19|20)\d\d(?![\d,/-])")


def _is_a_field(text: str, block: Block, start: int, end: int) -> bool:
    """Tell whether a date is one field of a line that holds nothing but names: “Our Reporter | Orle | June 4, 2024”."""
    fields, at = [], block.start
    for mark in _FIELD_MARKS.finditer(text, block.start, block.end):
        fields.append((at, mark.start()))
        at = mark.end()
    fields.append((at, block.end))
    others = [text[first:last].strip(" \0*_") for first, last in fields if not first <= start < last]
    own = next(text[first:start] + text[end:last] for first, last in fields if first <= start < last)
    return (
        0 < len(others) < _FIELDS_ABOVE
        and not _WORD.search(_FILLINGS.sub(" ", own))
        and all(other[:1].isupper() and len(other.split()) <= _LONGEST_FIELD for other in others if other)
    )
