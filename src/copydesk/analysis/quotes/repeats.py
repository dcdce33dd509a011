"""Repeats: quotations that stand twice in one text, and where their words differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from copydesk.analysis.quotes.quotations import Quotation
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_PARAGRAPH_END = compile_later(r"\n|\0{3}")
_MORE = 0.75
"""Share of the shorter quotation's words that the repeated stretch makes up."""
_WORD = compile_later(r"[^\W_](?:[\w\0]|['’‘-](?=\w))*")
_EDITED = compile_later(r"[\[\](…]|\.\s?\.")
_QUICK = compile_later(r"[^\W_]+")
_LEAST_SHARED = 6
_LEAST_SHARE = 0.75
_MOST_CHANGED = 3
"""From the first word that two quotations share to the last, this many words and this share must be the same."""
_LONGEST = 400
"""In words: no quotation is longer; a longer stretch has lost a mark."""
_MOST_COMPARED = 8
"""With how many others, those that share most with it, a quotation is compared."""
_MOST_SHARING = 50
"""Three words in a row that stand in more quotations tell little of any of them."""


class RepeatedWord(NamedTuple):
    """A word in lower case with plain apostrophes, and its place."""

    text: str
    start: int
    end: int


class Repeat(NamedTuple):
    """Where a repeated quotation has other words: the place, the first one's, and the words now and then."""

    place: Span
    first: Span
    now: str
    was: str
    is_added: bool = False
    """Whether a word stands in one of the two only; `now` and `was` then show its neighbours too."""


def words_of(text: str, quotation: Quotation) -> list[RepeatedWord]:
    """Return the words of a quotation."""
    return [
        RepeatedWord(match[0].replace("’", "'").replace("‘", "'").replace("\0", "").lower(), *match.span())
        for match in _WORD.finditer(text, quotation.start, quotation.end)
    ]


def altered_repeats(text: str, quotations: Sequence[Quotation]) -> Iterator[Repeat]:
    """Yield every place where a quotation repeats an earlier one with other words."""
    known: set[tuple[str, ...]] = set()
    by_shingle: dict[tuple[str, ...], list[int]] = {}
    for index, quotation in enumerate(quotations):
        words = _QUICK.findall(text[quotation.start : quotation.end].lower())
        if not _LEAST_SHARED < len(words) <= _LONGEST:
            continue
        shingles: set[tuple[str, ...]] = set(zip(words, words[1:], words[2:], strict=False))
        if len(shingles & by_shingle.keys()) > 1:
            shared = Counter(number for shingle in shingles for number in by_shingle.get(shingle, ()))
            for number in sorted(number for number, count in shared.most_common(_MOST_COMPARED) if count > 1):
                other = quotations[number]
                if number == index - 1 and not _PARAGRAPH_END.search(text, other.end, quotation.start):
                    continue  # the same speaker goes on, and speakers like to repeat a turn of phrase
                if repeat := _compare(text, words_of(text, other), words_of(text, quotation)):
                    yield repeat
                    break
        # What differs from a copy differs from the first, which is told of.
        is_copy = tuple(words) in known
        known.add(tuple(words))
        for shingle in shingles:
            numbers = by_shingle.setdefault(shingle, [])
            if not is_copy and len(numbers) < _MOST_SHARING:
                numbers.append(index)


def _compare(text: str, first: Sequence[RepeatedWord], second: Sequence[RepeatedWord]) -> Repeat | None:
    matcher = SequenceMatcher(
        None, [word.text for word in first], [word.text for word in second], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if len(blocks) < 2 or blocks[0].size < 2 or blocks[-1].size < 2:
        return None
    shared = sum(block.size for block in blocks)
    spans = (blocks[-1].a + blocks[-1].size - blocks[0].a, blocks[-1].b + blocks[-1].size - blocks[0].b)
    longest = max(spans)
    if shared < _LEAST_SHARED or longest - shared > _MOST_CHANGED or shared < _LEAST_SHARE * longest:
        return None
    if longest < _MORE * min(len(first), len(second)):
        return None
    left, right = blocks[0], blocks[1]
    was = first[left.a + left.size : right.a]
    now = second[left.b + left.size : right.b]
    was_text = text[first[left.a + left.size - 1].end : first[right.a].start]
    now_text = text[second[left.b + left.size - 1].end : second[right.b].start]
    if _EDITED.search(was_text) or _EDITED.search(now_text):
        return None
    before, after = second[left.b + left.size - 1], second[right.b]
    place = Span(now[0].start, now[-1].end) if now else Span(before.start, after.end)
    other = (
        Span(was[0].start, was[-1].end)
        if was
        else Span(first[left.a + left.size - 1].start, first[right.a].end)
    )
    if now and was:
        return Repeat(place, other, _shown(text, place), _shown(text, other))
    # A word more or less is shown between its neighbours.
    with_neighbours = Span(before.start, after.end)
    others = Span(first[left.a + left.size - 1].start, first[right.a].end)
    return Repeat(place, other, _shown(text, with_neighbours), _shown(text, others), is_added=True)


def _shown(text: str, place: Span) -> str:
    return " ".join(text[place.start : place.end].replace("\0", "").split())
