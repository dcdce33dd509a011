"""Value writer: put other words into a value of front matter so that it says just that, and nothing else changes.

Every change is tried: the front matter is read again, and must hold the same data but for the one value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from copydesk.formats.features.frontmatter import read_front_matter
from copydesk.formats.features.spoken_settings.inline_marks import without_marks
from copydesk.formats.features.spoken_settings.scalars import Style, in_one_line
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.source_text import Replacement

if TYPE_CHECKING:
    from copydesk.formats.features.spoken_settings.spoken_texts import SpokenText


def escaped(words: str, style: Style) -> str:
    """Return words as they are written inside a value of this style."""
    if style is Style.DOUBLE:
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words.replace("'", "''") if style is Style.SINGLE else words


def unescaped(written: str, style: Style) -> str:
    """Return the words that `escaped` wrote."""
    if style is Style.DOUBLE:
        return written.replace('\\"', '"').replace("\\\\", "\\")
    return written.replace("''", "'") if style is Style.SINGLE else written


def rewritings(source: str, spoken: SpokenText, changes: Sequence[Replacement]) -> list[Replacement]:
    """Return how to write changed words, in order and apart, into a text; nothing if that is not safe.

    Only these words are replaced if that is enough. Else the whole value is put in quotes: a title without quotes must
    not get a colon, nor begin with a quotation mark.
    """
    new, seen = spoken.scalar.text, spoken.text
    for start, end, words in reversed(changes):
        first, last = start - spoken.start, end - spoken.start
        if OBJECT in spoken.text[first:last] or _splits(spoken.scalar.text, first, last):
            return []
        if without_marks(words) != words or any(mark in words for mark in "\r\n"):
            return []
        new, seen = (text[:first] + words + text[last:] for text in (new, seen))
    new = new.replace(MARKUP, "")
    if without_marks(new).replace(MARKUP, "") != seen.replace(MARKUP, ""):
        return []
    ways = [
        [each._replace(text=escaped(each.text, spoken.scalar.style)) for each in changes],
        *([each] for each in _quoted(source, spoken, new)),
    ]
    return next((way for way in ways if _says(source, way, spoken.scalar.value, in_one_line(new))), [])


def _splits(text: str, first: int, last: int) -> bool:
    """Tell whether an escape would lose a part: its fillers belong to the character before them."""
    return text[first : first + 1] == MARKUP or text[last : last + 1] == MARKUP


def _quoted(source: str, spoken: SpokenText, value: str) -> Iterator[Replacement]:
    """Yield a value in quotes, if it is written in one line: in those that need no escape first."""
    scalar = spoken.scalar
    if scalar.style in (Style.BLOCK, Style.DOUBLE) or "\n" in source[scalar.start : scalar.end]:
        return
    ways = [f'"{escaped(value, Style.DOUBLE)}"', f"'{escaped(value, Style.SINGLE)}'"]
    for way in reversed(ways) if '"' in value and "'" not in value else ways:
        yield Replacement(scalar.start, scalar.end, way)


def _says(source: str, changes: Sequence[Replacement], old: str, new: str) -> bool:
    """Tell whether one value that was `old` is `new` after some changes, and all others are what they were."""
    before, end = read_front_matter(source)
    changed = source
    for start, stop, text in reversed(changes):
        changed = changed[:start] + text + changed[stop:]
    after, new_end = read_front_matter(changed)
    if new_end - end != len(changed) - len(source):
        return False
    was, now = list(_leaves(before)), list(_leaves(after))
    if len(was) != len(now):
        return False
    different = [pair for pair in zip(was, now, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and _is_change(*different[0], old, new)


def _is_change(was: tuple[Any, Any], now: tuple[Any, Any], old: str, new: str) -> bool:
    values = was[1], now[1]
    return (
        was[0] == now[0]
        and all(isinstance(value, str) for value in values)
        and [in_one_line(str(value)) for value in values] == [old, new]
        and values[0].count("\n") == values[1].count("\n")
    )


def _leaves(data: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield every value with the keys that lead to it, in order; lists and mappings of nothing count as values."""
    pending: list[tuple[tuple[Any, ...], Any]] = [((), data)]
    while pending:
        keys, value = pending.pop()
        if isinstance(value, Mapping) and value:
            pending += [((*keys, key), inner) for key, inner in value.items()]
        elif isinstance(value, list) and value:
            pending += [((*keys, index), inner) for index, inner in enumerate(value)]
        else:
            yield keys, value
