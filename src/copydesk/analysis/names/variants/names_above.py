"""Names above: somebody whom only the title, the description … name, and who is nearly somebody in the article.

Such texts name people in full, more than once, and so make a misspelt name look like another person's.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.names.lexicon import is_given, is_word
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.spelling.inflection import may_be_case, surnames_may_decline
from copydesk.analysis.names.spelling.slips import MARKS_DIFFER, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span, is_inside


def with_names_above(
    text: str, names: Sequence[Name], above: Sequence[Span], language: str | None
) -> tuple[Name, ...]:
    """Return the names of an article and of the texts above it, with the surnames in doubt of those who are named in
    full above it alone: one person in the article has the same first name, and a surname of which theirs may be a slip.
    """
    people = [each for each in names if each.kind == "person" and " " in each.name]
    lonely = {each for each in people if all(is_inside(above, start) for start, _ in each.mentions)}
    within = [each for each in people if each not in lonely]
    declines = surnames_may_decline(text, language)
    found = {each: _variant(text, each, within, declines=declines) for each in lonely}
    return tuple(
        each._replace(variants=(*each.variants, variant)) if (variant := found.get(each)) else each
        for each in names
    )


def _variant(text: str, name: Name, within: Sequence[Name], *, declines: bool) -> Variant | None:
    """Return somebody's surname as a variant of that of the only person in the article who may be meant."""
    given, *_, surname = name.name.split()
    if is_word(given) and not is_given(given):
        return None
    near = [
        (other, better, why)
        for other in within
        if other.name.split()[0] == given and (why := _slip(better := other.name.split()[-1], surname))
    ]
    if len(near) != 1:
        return None
    other, better, why = near[0]
    if declines and (may_be_case(better, surname) or may_be_case(surname, better)):
        return None
    places, ours = _spelled(text, name, surname), _spelled(text, other, better)
    why += f", and the first name “{given}” is the same"
    return Variant(VariantKind.SURNAME, surname, better, places, ours, why) if places and ours else None


def _slip(one: str, other: str) -> str | None:
    why = slip(one, other) or slip(other, one)
    return None if why == MARKS_DIFFER else why


def _spelled(text: str, name: Name, surname: str) -> tuple[Span, ...]:
    """Return where mentions end in a surname, or are nothing else."""
    return tuple(
        Span(end - len(surname), end)
        for start, end in name.mentions
        if end - start >= len(surname) and text[end - len(surname) : end] == surname
    )
