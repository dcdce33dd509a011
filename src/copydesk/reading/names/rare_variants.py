"""Single words that can only be names, of a firm, a ship or a town, and stand in two spellings."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from copydesk.compiled import compile_later
from copydesk.findings import Span
from copydesk.reading.names.context import is_in_lower_case, stand_side_by_side
from copydesk.reading.names.full_name_variants import are_rare
from copydesk.reading.names.people import Cast
from copydesk.reading.names.spelling import ONE_LETTER, is_plain, slip
from copydesk.reading.names.variants import Variant

_SHORTEST = 7
_STARTS = compile_later(r"(?:^|[.!?:;…\n|•*#][\s\0\"“”‘’(\[–—-]*)$")
_BEFORE = 12


def rare_variants(text: str, cast: Cast) -> Iterator[Variant]:
    """Long unknown words that differ as a slip would make them, of which one stands twice or more and one once.

    The better-attested one stands within a sentence somewhere, and neither is ever written small.
    """
    rare = sorted(
        token
        for token in cast.strays
        if len(token) >= _SHORTEST
        and token.isalpha()
        and token[1:].islower()
        and is_plain(token)
        and are_rare(token)
    )
    once = [token for token in rare if len(cast.strays[token]) == 1]
    often = (
        [token for token in rare if len(cast.strays[token]) > 1 and _is_name(text, cast, token)]
        if once
        else []
    )
    for better in often:
        for token in once:
            variant = _variant(text, cast, better, token) if _are_near(better, token) else None
            if variant:
                yield variant


def _are_near(better: str, token: str) -> bool:
    return abs(len(better) - len(token)) < 2 and OSA.distance(better, token, score_cutoff=1) == 1


def _is_name(text: str, cast: Cast, token: str) -> bool:
    """Whether a word has its capital within a sentence."""
    return not is_in_lower_case(text, token) and any(
        not _STARTS.search(text, max(0, at - _BEFORE), at) for at in cast.strays[token]
    )


def _variant(text: str, cast: Cast, better: str, token: str) -> Variant | None:
    why = slip(better, token)
    (word,) = cast.words(token)
    if why is None or why == ONE_LETTER or is_in_lower_case(text, token):
        return None
    if better[-1] != token[-1] or {better[-3:], token[-3:]} == {"man", "men"}:  # an inflection
        return None
    if stand_side_by_side(text, better, token):
        return None
    places = tuple(Span(each.start, each.end) for each in cast.words(better))
    return Variant(
        "organisation-variant", token, better, (Span(word.start, word.end),), places, f"{why} in a rare word"
    )
