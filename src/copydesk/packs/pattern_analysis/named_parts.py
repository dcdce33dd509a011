"""Named parts: replace `{{name}}` in a pattern by the alternatives of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.packs.pattern_analysis.bounds import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def with_parts(patterns: Iterable[str], parts: Mapping[str, Sequence[str]]) -> list[str]:
    r"""Return the patterns with the parts filled in. A part may use the parts above it.

    Args:
        patterns: patterns with `{{name}}` in them; two literal opening braces are written `\{\{`.
        parts: the alternatives of each part, by its name.

    Raises:
        ValueError: there is no part of a name, a part is not used, or a pattern becomes too long.
    """
    written: dict[str, str] = {}
    used: set[str] = set()

    def filled(pattern: str) -> str:
        text, *references = pattern.split("{{")
        for reference in references:
            name, _, behind = reference.partition("}}")
            if name not in written:
                raise ValueError(f"uses “{name}”, but “parts” has no such part, or has it further down")
            used.add(name)
            text += written[name] + behind
            if len(text) > LARGEST:
                raise ValueError(f"becomes longer than {LARGEST:,} characters with its parts; write less")
        return text

    for name, alternatives in parts.items():
        written[name] = f"(?:{filled('|'.join(alternatives))})"
    complete = list(map(filled, patterns))
    if unused := sorted(parts.keys() - used):
        raise ValueError(f"has no use for the part “{unused[0]}”; write {{{{{unused[0]}}}}} where it belongs")
    return complete
