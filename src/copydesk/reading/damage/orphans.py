"""Marks and brackets that have lost what stood between them."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.compiled import compile_kept, compile_later
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP

_ABBREVIATIONS = (
    "etc|inc|co|corp|ltd|jr|sr|al|st|no|vs|dr|ave|blvd|rd|bros|dept|est|esq|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|"
    "mass|calif|conn|fla|ariz|ala|ark|colo|del|ill|ind|kan|ky|md|me|mich|minn|miss|mo|mont|neb|nev|okla|ore|pa|tenn|tex|va|vt|"
    "wash|wis|wyo|ga|la|rep|sen|gov|gen|col|maj|capt|lt|sgt|rev|hon|prof|mr|mrs|ms|ph|llc|plc|assn|cos|mfg|intl|tel|ext|approx|"
    "min|max|hrs|lbs|oz|ft|sq|cu|pp|ed|eds|vol|fig|cf|ca|viz|resp|usw|bzw|univ|mt|ste|nos|arch|abbr|lit|trans|repr|orig|cit|ibid|seq"
)
_BETWEEN = r"[ \u00a0\0]*"
_MAY_BE_ORPHANED = compile_later(
    r"[,;:.(“](?:(?<=[,;:])[ \xa0]?[,.;:!?]|(?<=\.)[ \xa0]?,|(?<=\()[ \xa0\0]*[),;]|(?<=“)[ \xa0]?”)"
)
# By the mark that each starts with.
_PATTERNS = (
    ("(", rf"(?<=[\p{{L}}\p{{N}},.;:”’\"]\0*[ \u00a0]\0*)\({_BETWEEN}[,;]?{_BETWEEN}\)(?![\w(=])"),
    ("(", r"(?<=\p{L}[ \u00a0])\([ \u00a0]?[,;][^()\n]{0,80}\)"),
    ("“", r"(?<=[\s(])“[ \u00a0]?”(?=[\s.,;)])"),
    (",", r"(?<=[\p{L}\p{N}”’\")][ \u00a0]?),(?:[ \u00a0]*,)+(?=\s)"),
    (",;:", r"(?<=\p{L})(?<!&\w{2,6})(?:,[ \u00a0]?[.;:!?]|;[ \u00a0]?[.,]|:[ \u00a0]?,)(?=\s\p{L}|[\r\n]|\Z)(?![ \u00a0]*\.)"),  # noqa: E501
    (".", rf"(?<=\s\p{{Ll}}{{3,20}})(?<!\b(?:{_ABBREVIATIONS}))\.[ \u00a0]?,(?=\s\p{{Ll}})"),
)  # fmt: skip


def find_orphans(text: str) -> Iterator[Span]:
    """Empty brackets and quotation marks, and marks in a row between which words are missing."""
    end = 0
    for candidate in _MAY_BE_ORPHANED.finditer(text):
        if candidate.start() < end:
            continue
        for first, pattern in _PATTERNS:
            match = (
                compile_kept(pattern).match(text, candidate.start())
                if candidate.group()[0] in first
                else None
            )
            # A link or picture that stood there is markup, and seen by the reader as nothing.
            if match and MARKUP not in match.group():
                end = match.end()
                yield Span(*match.span())
                break
