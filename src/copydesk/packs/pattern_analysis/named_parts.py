"""Named parts: write the alternatives of a part where a pattern says `{{name}}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def with_parts(patterns: Iterable[str], parts: Mapping[str, Sequence[str]]) -> list[str]:
    r"""Put the parts into the patterns. A part may use those that stand above it.

    Args:
        patterns: patterns with `{{name}}` in them; two opening braces of the text itself are written `\{\{`.
        parts: the alternatives of each part, by its name.

    Raises:
        ValueError: a name stands for no part, or nothing uses a part.
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
        return text

    for name, alternatives in parts.items():
        written[name] = f"(?:{filled('|'.join(alternatives))})"
    complete = list(map(filled, patterns))
    if unused := sorted(parts.keys() - used):
        raise ValueError(f"has no use for the part “{unused[0]}”; write {{{{{unused[0]}}}}} where it belongs")
    return complete
