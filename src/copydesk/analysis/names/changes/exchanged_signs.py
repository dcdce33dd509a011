"""Exchanged signs: numbers of models, asteroids and regiments of which two neighbouring signs change places once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.spelling.exchanged_neighbours import are_exchanged
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_CODE = compile_later(r"[A-Z](?<![\w.@#/-].)[A-Z]{0,3}-?\d{1,5}[A-Z]{0,2}(?![\w/@-]|\.\d)")
_DESIGNATION = compile_later(r"[12](?<![\w.-].)\d{3} [A-Z]{2}\d{0,3}(?![\w-])")
_REGIMENT = compile_later(
    r"[1-9](?<![\w.,-].)\d(?:st|nd|rd|th)[\s\0]([A-ZÀ-Þ][a-zà-ÿ]{3,20})(?! Street| Avenue)"
)
_CODES = 60
"""A text with more numbers of models than this is a list of parts."""
_LEAST = 4


def exchanged_signs(text: str) -> Iterator[Variant]:
    """Find numbers of models, asteroids and regiments of which two neighbouring signs are exchanged once."""
    for pattern in (_CODE, _DESIGNATION, _REGIMENT):
        codes: dict[str, list[Span]] = {}
        for match in kept_matches(pattern, text):
            if len(match[0]) >= _LEAST:
                codes.setdefault(match[0].replace("\0", " "), []).append(Span(*match.span()))
        if 1 < len(codes) < _CODES:
            yield from _exchanged_codes(text, codes, by_rest=pattern is _REGIMENT)


def _exchanged_codes(text: str, codes: dict[str, list[Span]], *, by_rest: bool) -> Iterator[Variant]:
    by_signs: dict[tuple[str, ...], list[str]] = {}
    for code in codes:
        digits = "".join(filter(str.isdigit, code[:2])) + code[4:] if by_rest else code
        by_signs.setdefault(tuple(sorted(digits)), []).append(code)
    rests = Counter(code[4:] for code in codes)
    for alike in by_signs.values():
        if len(alike) != 2:
            continue
        right, wrong = sorted(alike, key=lambda code: (-len(codes[code]), codes[code]))
        is_swapped = rests[right[4:]] == len(alike) if by_rest else _are_of_one_kind(right, wrong)
        if not is_swapped or len(codes[wrong]) > 1 or _is_of_row(codes, right, wrong):
            continue
        if stand_together(text, codes[wrong], codes[right]):
            continue
        yield Variant(
            VariantKind.ORGANISATION,
            wrong,
            right,
            tuple(codes[wrong]),
            tuple(codes[right]),
            "two signs are exchanged",
        )


def _are_of_one_kind(one: str, other: str) -> bool:
    """Tell whether two neighbouring letters, or two neighbouring digits, are exchanged."""
    return are_exchanged(one, other) and all(
        a.isdigit() == b.isdigit() for a, b in zip(one, other, strict=True)
    )


def _is_of_row(codes: dict[str, list[Span]], *alike: str) -> bool:
    """Tell whether more such numbers stand in the text, as of several models: the A320, the A230 and the A330."""
    letters = alike[0].rstrip("0123456789")
    return sum(code.startswith(letters) for code in codes) > len(alike)
