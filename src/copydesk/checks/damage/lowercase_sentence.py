"""damage/lowercase-sentence."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.compiled import regex_later
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_LOWER = regex_later(r"(?<=[\s\0](?P<last>\p{L}\p{Ll}{2,}))\.[ \u00a0]\0*(?P<word>\p{Ll}{2,})(?=[\s\0,])")
_ABBREVIATIONS = frozenset(
    """etc approx inc ltd corp dept est min max fig figs vol tel ext ave govt prof gen incl excl assn bros intl misc resp
    cents esp orig repr trans usw bzw vgl evtl ggf inkl max min zzgl bzgl geb gest verh""".split()
)


@rule(preset="strict", places=("body",), in_quotations=False)
def lowercase_sentence(doc: Document) -> Iterator[Flag]:
    """A sentence within a paragraph starts in lower case.

    Either its first words are lost, or the full stop before it is one too many. Abbreviations are known only in
    part, which is why the rule is not among the recommended ones.

    Bad: The board met again on Tuesday. members left without a word to the press.
    Good: The board met again on Tuesday. Members left without a word to the press.
    """
    for block in doc.blocks:
        for match in _LOWER.finditer(doc.text, block.start, block.end):
            if match["last"].lower() not in _ABBREVIATIONS:
                yield Flag(*match.span("word"), f"the sentence starts in lower case with “{match['word']}”")
