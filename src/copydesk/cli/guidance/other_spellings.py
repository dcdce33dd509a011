"""Other spellings: what a finding about a name sets against it, where nothing is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copydesk.findings import Finding

_SPELLED = "spelled “"
"""How the message of a place begins that has the other spelling; “first spelled” is the flagged one again."""


def other_spellings(finding: Finding, source: Callable[[str], str | None]) -> list[str]:
    """Return what could stand in the place of a flagged name, as the other places have it.

    Only what corresponds: a finding that marks a surname is never given a full name. Either the message of the finding
    sets the flagged text as a whole against the other one, or both are a single word.

    Args:
        finding: its rule has pairs of names, so that its other places are names.
        source: returns the text of a file, by path as in findings.
    """
    return [each for each in dict.fromkeys(_corresponding(finding, source)) if each != finding.excerpt]


def _corresponding(finding: Finding, source: Callable[[str], str | None]) -> Iterator[str]:
    for place in finding.related:
        if not place.message.startswith(_SPELLED):
            continue
        spelled = place.message.removeprefix(_SPELLED).partition("”")[0]
        stands = (source(place.path) or "")[place.start : place.end]
        is_whole = all(f"“{each}”" in finding.message for each in (finding.excerpt, spelled))
        are_words = len(finding.excerpt.split()) == len(spelled.split()) == 1
        if spelled and stands == spelled and (is_whole or are_words):
            yield spelled
