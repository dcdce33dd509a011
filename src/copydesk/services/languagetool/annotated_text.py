"""Annotated text: a text with markup between its parts, and where offsets of the bare text lie in the whole.

Clients send `data`: a list of parts, each with `text`, or with `markup` and perhaps `interpretAs`, the text that stands
for it, such as an empty line for the end of a paragraph. Offsets in answers are those of all parts together.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from copydesk.support.untrusted.unique_keys import KeyGivenTwice, without_repeated_keys

_NOT_ANNOTATED = "data: must be a JSON object with “annotation”, a list of parts with “text” or “markup”"


_ANNOTATED, _SWITCH, _TEXT = "data", "enabledOnly", "text"
_TEXTS = {
    _TEXT,
    _SWITCH,
    "language",
    "enabledRules",
    "enabledCategories",
    "disabledRules",
    "disabledCategories",
}
"""The fields that are read; others, which only LanguageTool knows, may hold anything."""


class BadRequest(ValueError):
    """A request that cannot be answered; the message says why."""


class _Part(NamedTuple):
    """Where a part begins in the bare text and in the whole, and whether it is text."""

    start: int
    whole_start: int
    is_text: bool


class AnnotatedText:
    """A text without its markup.

    Attributes:
        text: the bare text.
        whole: text and markup together.
    """

    def __init__(self, parts: list[tuple[str, str, bool]]) -> None:
        self._parts: list[_Part] = []
        texts, wholes, start, whole_start = [], [], 0, 0
        for text, whole, is_text in parts:
            self._parts.append(_Part(start, whole_start, is_text))
            texts.append(text)
            wholes.append(whole)
            start += len(text)
            whole_start += len(whole)
        self.text, self.whole = "".join(texts), "".join(wholes)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the bare text begins and ends in the whole."""
        if start == end:
            at = self._place(start)
            return at, at
        return self._place(start), self._place(end - 1, behind=True)

    def is_in_one_part(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the bare text has no markup in it."""
        first = self._index(start)
        return (
            self._parts[first].is_text and first == self._index(max(start, end - 1)) if self._parts else True
        )

    def _index(self, offset: int) -> int:
        """Return the number of the part with an offset; of parts that are nothing in the bare text none."""
        return max(bisect_right(self._parts, offset, key=lambda part: part.start) - 1, 0)

    def _place(self, offset: int, *, behind: bool = False) -> int:
        """Return the offset in the whole, of a character or behind it; of markup the place where it begins or ends."""
        if not self._parts:
            return 0
        index = self._index(offset)
        part = self._parts[index]
        if part.is_text:
            return min(part.whole_start + offset - part.start + behind, len(self.whole))
        following = self._parts[index + 1 : index + 2]
        return (following[0].whole_start if following else len(self.whole)) if behind else part.whole_start


def plain(text: str) -> AnnotatedText:
    """Return a text without markup."""
    return AnnotatedText([(text, text, True)])


def annotated(data: str) -> AnnotatedText:
    """Return the text that `data` describes.

    Raises:
        BadRequest: it is not what clients of LanguageTool send.
    """
    try:
        parts = [_part(each) for each in read_json(data, "data")["annotation"]]
    except (TypeError, KeyError, AttributeError):
        raise BadRequest(_NOT_ANNOTATED) from None
    return AnnotatedText(parts)


def text_fields(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a request in JSON, as a form has them; null stands for a field that is left out.

    Raises:
        BadRequest: a field that is read is of another type than a client of LanguageTool sends.
    """
    for key, value in given.items():
        if isinstance(value, str):
            yield key, value
        elif key == _ANNOTATED or (key == _SWITCH and isinstance(value, bool)):
            yield key, json.dumps(value)
        elif key in _TEXTS and (value is not None or key == _TEXT):
            raise BadRequest(
                f"{key}: must be a text in quotation marks, such as {json.dumps({key: '…'}, ensure_ascii=False)}"
            )


def read_json(text: str, what: str) -> Any:
    """Return what JSON stands for.

    Raises:
        BadRequest: it is none; the message names the place.
    """
    try:
        return json.loads(text, object_pairs_hook=without_repeated_keys)
    except KeyGivenTwice as error:
        raise BadRequest(f"{what}: the JSON has the key {error} twice") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadRequest(f"{what}: the JSON cannot be read at {place}: {error.msg}") from None
    except (ValueError, RecursionError):
        raise BadRequest(
            f"{what}: the JSON cannot be read: a number is too long, or it is nested too deeply"
        ) from None


def _part(given: dict[str, Any]) -> tuple[str, str, bool]:
    if (text := given.get("text")) is not None:
        if not isinstance(text, str):
            raise TypeError
        return text, text, True
    markup, meaning = given["markup"], given.get("interpretAs", "")
    if not isinstance(markup, str) or not isinstance(meaning, str):
        raise TypeError
    return meaning, markup, False
