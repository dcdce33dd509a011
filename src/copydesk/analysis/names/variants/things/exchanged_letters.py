"""Exchanged letters: words with a capital, one of them unknown, that differ in the order of two neighbouring letters.

No two names of a text differ so by chance (Montrieth, Montireth), whatever they name: nothing has to tell what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations

from copydesk.analysis.names.capitals import Capitals
from copydesk.analysis.names.context import is_in_lower_case, starts_sentence
from copydesk.analysis.names.spelling.exchanged_neighbours import are_exchanged
from copydesk.analysis.names.spelling.rarity import are_unknown
from copydesk.analysis.names.spelling.slips import SWAPPED
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span

_SHORTEST = 6


def exchanged_variants(text: str, capitals: Capitals) -> Iterator[Variant]:
    """Find them; the spelling that stands less often is in doubt, of two that stand as often the one that nobody knows,
    or the later one.
    """
    places = _places(capitals)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for token in places:
        alike["".join(sorted(token.lower()))].append(token)
    for one, two in chain.from_iterable(combinations(tokens, 2) for tokens in alike.values()):
        better, wrong = sorted(
            (one, two), key=lambda each: (-len(places[each]), _is_unknown(each), places[each])
        )
        if (
            are_exchanged(one.lower(), two.lower())
            and (_is_unknown(wrong) or _is_unknown(better))
            and not any(is_in_lower_case(text, each) for each in (one, two))
            and _is_name(text, places[better])
        ):
            yield Variant(
                VariantKind.ORGANISATION,
                wrong,
                better,
                tuple(places[wrong]),
                tuple(places[better]),
                SWAPPED,
            )


def _places(capitals: Capitals) -> dict[str, list[Span]]:
    """Return where long words in small letters behind a capital stand, in order."""
    runs = (word for words in chain((run.words for run in capitals.runs), capitals.loose) for word in words)
    found: defaultdict[str, set[Span]] = defaultdict(set)
    for token, starts in capitals.singles.items():
        if _may_be_name(token):
            found[token].update(Span(at, capitals.ends.get(at, at + len(token))) for at in starts)
    for word in runs:
        if _may_be_name(word.text):
            found[word.text].add(Span(word.start, word.end))
    return {token: sorted(places) for token, places in found.items()}


def _may_be_name(token: str) -> bool:
    return len(token) >= _SHORTEST and token.isalpha() and token[1:].islower()


def _is_unknown(token: str) -> bool:
    return are_unknown(_SHORTEST, token)


def _is_name(text: str, places: list[Span]) -> bool:
    """Tell whether a word has its capital within a sentence somewhere."""
    return any(not starts_sentence(text, place.start) for place in places)
