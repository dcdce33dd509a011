"""Spellings in doubt, and what a project's roster says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from copydesk.analysis.names.spelling.slips import fold
from copydesk.findings import Related, Span, is_inside

Pairs = Sequence[tuple[str, str]]


class VariantKind(Enum):
    """What differs between two spellings of a name."""

    SURNAME = auto()
    FIRST_NAME = auto()
    ACCENT = auto()
    ORGANISATION = auto()
    ACRONYM = auto()
    CAPITALS = auto()


class Variant(NamedTuple):
    """A spelling that another one, better attested, puts in doubt.

    Attributes:
        kind: what differs.
        spelling, better: the spelling in doubt and the better-attested one.
        places: where the spelling in doubt stands, in order.
        better_places: where the other stands, in order.
        why: what speaks for one and the same, in words.
        is_above: the spelling in doubt stands only in the title and other texts above the article, which has the other.
    """

    kind: VariantKind
    spelling: str
    better: str
    places: tuple[Span, ...]
    better_places: tuple[Span, ...]
    why: str
    is_above: bool = False

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The other spelling, if it stands more than twice as often; otherwise nobody can tell which one is right."""
        rare = 1 if self.is_above else len(self.places)  # a description repeats what the title says
        return (self.better,) if len(self.better_places) > 2 * rare else ()

    @property
    def message(self) -> str:
        """Return both spellings with their counts, and why they are thought to be one."""
        rare, often = len(self.places), len(self.better_places)
        if self.is_above and rare > often:
            return (
                f"“{self.spelling}” here, “{self.better}” in the article itself ({times(often)}): {self.why}"
            )
        if rare == often:
            return f"“{self.spelling}” here, “{self.better}” elsewhere ({times(rare)} each): {self.why}"
        return f"“{self.spelling}” ({times(rare)}), but “{self.better}” ({times(often)}): {self.why}"

    def related(self, place: Span) -> tuple[Related, ...]:
        """Return the first places of both spellings, `place` itself left out."""
        others = (
            [Related(*self.better_places[0], f"spelled “{self.better}” here")] if self.better_places else []
        )
        if self.places[0] != place:
            others.append(Related(*self.places[0], f"first spelled “{self.spelling}” here"))
        return tuple(others)


def kind_of(part: int, *, differs_in_marks: bool) -> VariantKind:
    """Return the kind of a variant that differs in a person's first name (`part` 0) or surname (-1)."""
    if differs_in_marks:
        return VariantKind.ACCENT
    return VariantKind.FIRST_NAME if part == 0 else VariantKind.SURNAME


def times(count: int) -> str:
    """Return a count as an adverb: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def held_to_article(variant: Variant, above: Sequence[Span]) -> Variant:
    """Return a variant in which the article decides between its own spelling and that of the texts above it, however
    often these repeat theirs; its own mentions decide between two that it has.

    Args:
        variant: a variant of a text that holds both.
        above: where the title, the description … stand, in order; none where the article is read by itself.
    """
    if not above:
        return variant
    rare = [place for place in variant.places if not is_inside(above, place.start)]
    often = [place for place in variant.better_places if not is_inside(above, place.start)]
    if often and not rare:
        return variant._replace(better_places=tuple(often), is_above=True)
    if len(rare) <= len(often):
        return variant
    swapped = variant._replace(
        spelling=variant.better,
        better=variant.spelling,
        places=variant.better_places,
        better_places=tuple(rare),
    )
    return swapped._replace(is_above=not often)


def unsettled(
    variants: Iterable[Variant],
    kind: VariantKind | None,
    prefer: Sequence[str] = (),
    two_people: Pairs = (),
    above: Sequence[Span] = (),
) -> Iterator[Variant]:
    """Yield the variants of one kind, or of all, that the roster leaves open, held to the article (`held_to_article`).

    A pair listed as two people is no variant; a spelling that `prefer` settles is for the rule roster-name.
    """
    preferred = _words(prefer)
    bare = {fold(word) for word in preferred}
    for variant in variants:
        if kind not in (None, variant.kind) or are_listed(variant.spelling, variant.better, two_people):
            continue
        differing = _words([variant.spelling]) ^ _words([variant.better])
        if variant.kind is VariantKind.ACCENT and any(fold(word) in bare for word in differing):
            continue  # neither may be the roster's: it has a third spelling
        if not preferred & differing:
            yield held_to_article(variant, above)


def are_listed(spelling: str, better: str, two_people: Pairs) -> bool:
    """Tell whether a pair of the list names these two, in full or by the words that differ."""
    ours = _words([spelling]) ^ _words([better])
    return any(
        ours and ours <= (_words([first]) | _words([second])) and (_words([first]) ^ _words([second]))
        for first, second in two_people
    )


def _words(names: Iterable[str]) -> set[str]:
    """Words in lower case; accents stay, since a pair may differ in nothing else."""
    return {word.lower().replace("’", "'") for name in names for word in name.split()}
