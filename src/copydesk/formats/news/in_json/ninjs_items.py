"""ninjs: news items in JSON, as IPTC describes them: one object, or a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.news.composing import (
    MOST_CAPTIONS,
    Composer,
    read_either,
    read_html,
    read_plain,
)
from copydesk.formats.news.in_json.json_strings import (
    JsonText,
    TooDeep,
    first_prose,
    read_value,
    spelled_out,
    texts_in,
)
from copydesk.formats.news.publication_dates import read_date
from copydesk.formats.news.record import Record, broken, some_records, unread
from copydesk.formats.parsed import Fault, Parsed
from copydesk.support.patterns import compile_later

_NAMES = ("uri", "guid", "versioncreated")
_TEXTS = frozenset(
    """headline headlines body_text body_html body_html5 body_xhtml bodies description_text description_html
    descriptions""".split()
)
_BODIES = ("body_html5", "body_html", "body_xhtml", "body_text")
"""Of the same text in several forms the first is read."""
_OTHER_BODIES = (*_BODIES, "bodies", "body", "text", "content", "body_markdown", "body_richtext", "article")
"""Where words of an article may stand that are none of a news item's texts."""
_ASSOCIATED = {"description_text": "caption", "headline": "caption", **dict.fromkeys(_BODIES, "body")}
"""The texts of associated items that are read, and what place each has."""
_DATES = ("contentcreated", "firstcreated", "versioncreated")
_PICTURES = ("picture", "graphic", "video")
_READS = "of JSON, IPTC ninjs is read, and JSON Lines from files that end in .jsonl"
_BETWEEN = compile_later(r"[\s,]*")


def split(source: str) -> list[Record]:
    """Return the items of a file.

    Raises:
        NotText: it is no ninjs, or holds none or too many items.
    """
    at = _behind_space(source, 0)
    if source.startswith("[", at):
        return some_records(_items(source, at + 1))
    read = read_value(source, at)
    if isinstance(read, Fault):
        return [unread(read.offset, f"{read.reason}; {_READS}")]
    if not is_ninjs(read[0]):
        raise NotText(
            f"it holds no news items: {_READS}; --format text reads other JSON, exclude leaves it out"
        )
    return [Record(at, read[1], read_item), *_unread_behind(source, read[1])]


def is_ninjs(value: Any) -> bool:
    """Tell whether a value is a news item, by its keys."""
    return (
        isinstance(value, Mapping) and any(name in value for name in _NAMES) and not _TEXTS.isdisjoint(value)
    )


def _items(source: str, at: int) -> Iterator[Record]:
    while not source.startswith("]", at := _behind_space(source, at)):
        read = read_value(source, at)
        if isinstance(read, Fault):
            yield unread(read.offset, f"{read.reason}. What stands behind it is not read")
            return
        if not is_ninjs(read[0]):
            raise NotText(f"its list holds something else than news items (offset {at}): {_READS}")
        yield Record(at, read[1], read_item)
        at = read[1]
    yield from _unread_behind(source, at + 1)


def _unread_behind(source: str, at: int) -> Iterator[Record]:
    """Yield that what stands behind the items is not read, if anything does."""
    if source[at:].strip():
        behind = _behind_space(source, at)
        yield unread(behind, "something stands behind the news items; put all of them in one list […]")


def _behind_space(source: str, at: int) -> int:
    match = _BETWEEN.match(source, at)
    return match.end() if match else at


def read_item(source: str) -> Parsed:
    """Read one news item."""
    read = read_value(source, 0)
    if isinstance(read, Fault):
        return broken(source, read)
    value = read[0]
    try:
        texts = [*texts_in(source)]
    except TooDeep as error:
        return broken(source, Fault(error.offset, str(error)))
    composer = Composer(source)
    by_key: dict[tuple[str, ...], list[JsonText]] = {}
    for text in texts:
        by_key.setdefault(text.path, []).append(text)
    _read_bodies(source, value, by_key, composer)
    for path in (("headline",), ("headlines", "#", "value")):
        for text in by_key.get(path, ()):
            composer.add_title(spelled_out(source, text), read_html)
    is_picture = value.get("type") in _PICTURES
    for path in (("description_text",), ("description_html",), ("descriptions", "#", "value")):
        for text in by_key.get(path, ()):
            if is_picture:
                composer.add_beside(spelled_out(source, text), read_either, "caption")
            else:
                composer.add_summary(spelled_out(source, text), read_either)
    if not composer.has_body:
        unread_texts = (text for text in texts if text.path and text.path[0] in _OTHER_BODIES)
        if (at := first_prose(source, unread_texts)) is not None:
            keys = ", ".join(_BODIES)
            return broken(
                source, Fault(at, f"these words are not read; write them under one of the keys {keys}")
            )
    for text in by_key.get(("byline",), ()):
        composer.add_author(spelled_out(source, text))
    _read_associations(source, texts, composer)
    for key in _DATES:
        for text in by_key.get((key,), ()):
            spelled = spelled_out(source, text)
            composer.tell("date", read_date(spelled.text), spelled)
    language = value.get("language")
    composer.tell_language(language if isinstance(language, str) else "")
    return composer.parsed()


def _read_bodies(
    source: str,
    value: Mapping[str, Any],
    by_key: Mapping[tuple[str, ...], Sequence[JsonText]],
    composer: Composer,
) -> None:
    for key in _BODIES:
        if not composer.has_body:
            for text in by_key.get((key,), ()):
                composer.add_body(spelled_out(source, text), read_plain if key == "body_text" else read_html)
    if not composer.has_body and isinstance(value.get("bodies"), list):
        # Of the same text in several forms the first is read.
        for text in by_key.get(("bodies", "#", "value"), ()):
            if not composer.has_body:
                composer.add_body(spelled_out(source, text), read_either)


def _read_associations(source: str, texts: Sequence[JsonText], composer: Composer) -> None:
    """Read the captions of the pictures that belong to an item, and the texts of other items that do."""
    associated = (text for text in texts if text.path[0] == "associations" and text.path[-1] in _ASSOCIATED)
    for number, text in enumerate(associated):
        if number == MOST_CAPTIONS:
            return
        composer.add_beside(spelled_out(source, text), read_either, _ASSOCIATED[text.path[-1]])
