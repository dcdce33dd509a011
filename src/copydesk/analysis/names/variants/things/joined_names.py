"""Joined names: of firms called by two names with & between them, of which one changes: Vance & Orley, Vance & Orly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from rapidfuzz.distance import OSA

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.capitals import upper_class
from copydesk.analysis.names.spelling.inflection import is_longer_form
from copydesk.analysis.names.spelling.slips import fold, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.analysis.names.variants.things.nearness import share_sentence
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_Halves = tuple[str, str]
_MOST = 60
"""Of more firms, a register's, none is compared."""
_SHORTEST = 4
_FARTHEST = 2


def joined_variants(text: str) -> Iterator[Variant]:
    """Find firms of which one half of the name is the same, while the other is spelled, or shortened, otherwise.

    The one that stands less often is in doubt; of two that stand as often, the later one.
    """
    if "&" not in text:
        return
    named: dict[_Halves, list[Span]] = {}
    for match in kept_matches(_joined(), text):
        named.setdefault((match["left"], match["right"]), []).append(Span(*match.span()))
    if len(named) > _MOST:
        return
    for one, two in combinations(named, 2):
        better, wrong = (one, two) if len(named[one]) >= len(named[two]) else (two, one)
        why = _difference(better, wrong)
        if why is None or len(named[wrong]) > 1 or share_sentence(text, named[better], named[wrong]):
            continue
        yield Variant(
            VariantKind.ORGANISATION,
            " & ".join(wrong),
            " & ".join(better),
            tuple(named[wrong]),
            tuple(named[better]),
            why,
        )


@cache
def _joined() -> re.Pattern[str]:
    word = rf"{upper_class()}[\w'’-]+"
    return compile_later(rf"(?<![\w&-])(?<!& )(?P<left>{word}) ?&\0* ?(?P<right>{word})(?! ?&)")


def _difference(better: _Halves, wrong: _Halves) -> str | None:
    """Say which half of a firm's name differs a little; None if these are two firms."""
    differing = [half for half in (0, 1) if better[half] != wrong[half]]
    if len(differing) != 1 or len(better[1 - differing[0]]) < _SHORTEST:
        return None
    right, other = better[differing[0]], wrong[differing[0]]
    one, two = fold(right), fold(other)
    if (
        min(len(one), len(two)) < _SHORTEST
        or is_longer_form(one, two + "s")
        or {one + "s", two + "s"} & {one, two}
    ):
        return None
    is_near = one[0] == two[0] and OSA.distance(one, two, score_cutoff=_FARTHEST) <= _FARTHEST
    is_part = one.startswith(two) or two.startswith(one)
    if not (is_near or is_part or slip(right, other)):
        return None
    return f"“{right}” and “{other}” differ, and the other half of the firm's name is the same"
