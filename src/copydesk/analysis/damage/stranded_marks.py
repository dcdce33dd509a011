"""Marks and brackets that have lost what stood between them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.language.abbreviations import ABBREVIATIONS_AND_STATES, ends_in_abbreviation
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_kept, compile_later

_BETWEEN = r"[ \u00a0\0]*"
_MAY_BE_STRANDED = compile_later(
    r"[,;:.(“](?:(?<=[,;:])[ \xa0]?[,.;:!?]|(?<=\.)[ \xa0]?,|(?<=\()[ \xa0\0]*[),;]|(?<=“)[ \xa0]?”)"
)
# By the mark that each starts with.
_PATTERNS = (
    ("(", rf"(?<=[\p{{L}}\p{{N}},.;:”’\"]\0*[ \u00a0]\0*)\({_BETWEEN}[,;]?{_BETWEEN}\)(?![\w(=])"),
    ("(", r"(?<=\p{L}[ \u00a0])\([ \u00a0]?[,;][^()\n]{0,80}\)"),
    ("“", r"(?<=[\s(])“[ \u00a0]?”(?=[\s.,;)])"),
    (",", r"(?<=[\p{L}\p{N}”’\")][ \u00a0]?),(?:[ \u00a0]*,)+(?=\s)"),
    (",;:", r"(?<=\p{L})(?<!&\w{2,6})(?:,[ \u00a0]?[.;:!?]|;[ \u00a0]?[.,]|:[ \u00a0]?,)(?=\s\p{L}|[\r\n]|\Z)(?![ \u00a0]*\.)"),  # noqa: E501
    (".", r"(?<=\s\p{Ll}{3,20})\.[ \u00a0]?,(?=\s\p{Ll})"),
)  # fmt: skip


def find_stranded_marks(text: str) -> Iterator[Span]:
    """Empty brackets and quotation marks, and marks in a row between which words are missing."""
    end = 0
    for candidate in _MAY_BE_STRANDED.finditer(text):
        if candidate.start() < end:
            continue
        for first, pattern in _PATTERNS:
            match = (
                compile_kept(pattern).match(text, candidate.start())
                if candidate.group()[0] in first
                else None
            )
            # A link or picture that stood there is markup, and seen by the reader as nothing.
            if match and MARKUP not in match.group() and not _is_shortened(text, match):
                end = match.end()
                yield Span(*match.span())
                break


def _is_shortened(text: str, marks: regex.Match[str]) -> bool:
    """Tell whether the full stop of two marks in a row belongs to an abbreviation: 7 per cent., or less."""
    return marks.group().startswith(".") and ends_in_abbreviation(
        text, marks.start(), ABBREVIATIONS_AND_STATES
    )
