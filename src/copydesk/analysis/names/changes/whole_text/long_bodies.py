"""Long bodies: names of bodies, their small words and words in lower case included, of which one word changes once.

L'Agence régionale du patrimoine marin, l'Agence régionale de l'héritage marin; the Consumer Standards Bureau, the
Consumers Standard Bureau.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords
from copydesk.analysis.names.context import is_called_relative, is_someone_elses
from copydesk.analysis.names.lexicon import (
    BODY_HEADS,
    PLACE_HEADS,
    function_words,
    is_forename,
    is_place_or_people,
)
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_WORD = regex_later(r"\p{L}+(?:-\p{L}+)*")
_GAP = regex_later(r"[ \0\u00a0]|['’][ \0]?")
_LONGEST = 9
_MOST = 60
_FEWEST, _TWO = 3, 2
_LEGAL = frozenset("plc Plc PLC Ltd Limited Inc LLC LLP GmbH AG SA SpA Srl BV NV AB AS ASA Oyj".split())
_LOWER_CASE = frozenset("ca es fr gl it pt ro".split())


class _Body(NamedTuple):
    """The words of a name that tell something, from its head on, where they stand."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


def long_bodies(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find names of bodies that come back with one word changed in their middle, or with another ending."""
    yield from _inflected(text, capitals, language)
    heads: dict[str, list[_Body]] = {}
    for word in capitals.words:
        bare = word.text[2:] if word.text[1:2] in ("'", "’") else word.text
        if bare in BODY_HEADS or bare.lower() in _kinds(language):
            body = _read(text, word.end - len(bare), with_small=language in _LOWER_CASE)
            if len(body.words) >= _FEWEST:
                heads.setdefault(bare, []).append(body)
    for bodies in heads.values():
        if len(bodies) > _MOST:
            continue
        for at, second in enumerate(bodies):
            for first in bodies[:at]:
                changed = _changed(first, second)
                if changed is None:
                    continue
                right, wrong = first.words[changed], second.words[changed]
                if any(right in other.words and wrong in other.words for other in bodies):
                    continue
                if sum(wrong in other.words for other in bodies) > 1:
                    continue
                last = max(changed, _FEWEST - 1)
                place = Span(second.spans[0].start, second.spans[last].end)
                better = Span(first.spans[0].start, first.spans[last].end)
                if _is_another(text, place, better, language):
                    continue
                spelling, other = (text[at.start : at.end].replace("\0", " ") for at in (place, better))
                why = f"only “{right}” and “{wrong}” differ"
                yield Variant(VariantKind.ORGANISATION, spelling, other, (place,), (better,), why)
                break


@cache
def _kinds(language: str | None) -> frozenset[str]:
    return frozenset(word for line in language_data(language).kind_words for word in line.split())


def _read(text: str, start: int, *, with_small: bool) -> _Body:
    """Return the words from a head on, to the end of its row: small words are left out."""
    words: list[str] = []
    spans: list[Span] = []
    at = start
    for _ in range(_LONGEST):
        match = _WORD.match(text, at)
        if match is None:
            break
        is_small = match[0].lower() in function_words()
        if not is_small and match[0].islower() and not with_small:
            break
        if (len(match[0]) > 1 and not is_small) or (match[0][0].isupper() and len(match[0]) > _FEWEST):
            words.append(match[0])
            spans.append(Span(*match.span()))
        gap = _GAP.match(text, match.end())
        if gap is None:
            break
        at = gap.end()
    return _Body(tuple(words), tuple(spans))


def _changed(first: _Body, second: _Body) -> int | None:
    """Return the place of the only word that differs, if enough words around it are the same."""
    length = min(len(first.words), len(second.words))
    same = next((at for at in range(length) if first.words[at] != second.words[at]), length)
    if same < _TWO or same >= length:
        return None
    right, wrong = first.words[same], second.words[same]
    if right[0].isupper() != wrong[0].isupper() or is_place_or_people(right) or is_place_or_people(wrong):
        return None
    if min(len(right), len(wrong)) < _FEWEST + 1 or any(is_forename(word) for word in (right, wrong)):
        return None
    behind = (
        next(
            (at for at in range(same + 1, length) if first.words[at] != second.words[at]),
            length,
        )
        - same
        - 1
    )
    start, end = shared_ends(right, wrong)
    is_slip = (
        OSA.distance(fold(right), fold(wrong), score_cutoff=2) <= (1 if same == _TWO else _TWO) and start > 2
    )
    if is_slip and (same >= _FEWEST or right[:-1] == wrong[:-1] or end):
        return same
    if (
        behind
        and first.words[same + 1][0].isupper() == right[0].isupper()
        and not _is_verb_like(first, same + 1)
    ):
        return same
    is_alike = start > 1 or (start and right[0].isupper())
    return same if same >= _FEWEST and is_alike else None


def _is_verb_like(body: _Body, at: int) -> bool:
    """Tell whether a word in lower case behind two others may be no part of the name, but a verb of the sentence."""
    return body.words[at].endswith(("ed", "ing", "te", "ten"))


def _is_another(text: str, place: Span, better: Span, language: str | None) -> bool:
    return (
        stand_together(text, (place,), (better,))
        or is_someone_elses(text, place.start)
        or is_called_relative(text, place.start, language)
        or is_spelling_meant(text, (place,), (better,), language)
    )


def _inflected(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find names before a word that tells of a body, of which words take or lose an s: Ardley Minerals plc."""
    rows: list[list[int]] = []
    words = capitals.words
    for at, word in enumerate(words):
        if at and text[words[at - 1].end : word.start] in (" ", "\0"):
            rows[-1].append(at)
        else:
            rows.append([at])
    by_stems: dict[tuple[str, ...], dict[tuple[str, ...], list[Span]]] = {}
    for row in rows:
        texts = [words[at].text for at in row]
        start = words[row[0]].start
        behind = _WORD.match(text, words[row[-1]].end + 1)
        if behind and behind[0] in _LEGAL and behind[0].islower():
            _add(by_stems, texts, behind[0], Span(start, behind.end()))
        for last, token in enumerate(texts):
            if last > 1 and (token in BODY_HEADS or token in PLACE_HEADS or token in _LEGAL):
                _add(by_stems, texts[:last], token, Span(start, words[row[last]].end))
    for spellings in by_stems.values():
        if len(spellings) != _TWO:
            continue
        first, second = sorted(spellings.values(), key=lambda spans: spans[0])
        if len(second) > 1 or _is_another(text, second[0], first[0], language):
            continue
        spelling, other = (
            text[spans[0].start : spans[0].end].replace("\0", " ") for spans in (second, first)
        )
        why = "a word has an s in one of them only"
        yield Variant(VariantKind.ORGANISATION, spelling, other, tuple(second), tuple(first), why)


def _add(
    by_stems: dict[tuple[str, ...], dict[tuple[str, ...], list[Span]]],
    words: Sequence[str],
    head: str,
    place: Span,
) -> None:
    if words and words[0].lower() in function_words():
        words = words[1:]
    if not words or len(words) > _LONGEST or any("'" in word or "’" in word for word in words):
        return
    stems = (*(word.removesuffix("s") for word in words), head)
    by_stems.setdefault(stems, {}).setdefault((*words, head), []).append(place)
