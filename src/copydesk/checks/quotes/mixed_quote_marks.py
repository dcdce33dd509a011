"""quotes/mixed-quote-marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from copydesk.analysis.damage.fixability import unless_often
from copydesk.analysis.quotes.pairing.faults import (
    FaultKind,
    WrittenFault,
    outside_shown_marks,
    written_faults,
)
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_INCHES = compile_later(r"\d[\"”’″]")
_SINGLES = ("'", "‘", "’")
"""Marks that, right behind the other mark, make it unsure what the writer meant: ‘’so’’."""

_FEW_PAIRS = 3
"""One more than a pair has marks."""


@rule(fixable=True, front_matter="alone")
def mixed_quote_marks(doc: Document) -> Iterator[Flag]:
    """A quotation opens with one kind of mark and closes with another.

    One of the two was typed where the other was pasted or converted. The mark flagged is the one of the kind that the
    article uses less. Mended unseen is only what gives a pair of the article's language, or straight marks, in ordinary
    prose, and not what an article has many times.

    Bad: “We are tired," the mayor said.
    Good: “We are tired,” the mayor said.
    Good: "We are tired," the mayor said.
    Measured: 130 findings in 840 news articles, none of them judged false (python -m bench quotes)
    """
    yield from unless_often(_mixed_pairs(doc))


def _mixed_pairs(doc: Document) -> Iterator[Flag]:
    # Whether a mark of a paragraph stands right behind a figure, where it may be one of inches or seconds.
    has_inches = cache(lambda paragraph: _INCHES.search(doc.text, *paragraph) is not None)
    faults = written_faults(doc.source, doc.text, doc.quotations.faults, FaultKind.MIXED_PAIR)
    for fault in outside_shown_marks(faults, doc.text, doc.quotations.spans, doc.block_at, doc.language):
        message = f"the quotation marks [{fault.mark}] and [{fault.partner_mark}] are of two kinds: [{fault.wanted}] fits here"
        related = fault.related("the other mark of the pair")
        is_cluster = _is_in_a_row(doc.text, fault.start, fault.end) or (
            fault.partner is not None and doc.text[fault.partner.end : fault.partner.end + 1] in _SINGLES
        )
        suggestions = () if is_cluster else fault.suggestions()
        is_sure = (
            not has_inches(doc.paragraph_at(fault.start))
            and _has_pairs_of(doc, fault)
            and not _leaves_an_odd_mark(doc, fault.start, fault.wanted)
            and fault.is_pair_of(doc.language)
            and doc.is_plain_prose(fault.start, fault.end, in_quotations=True)
        )
        yield Flag(fault.start, fault.end, message, suggestions, related, is_sure=is_sure)


def _has_pairs_of(doc: Document, fault: WrittenFault) -> bool:
    """Tell whether the article has another pair of the wanted kind: else the odd pair is all that is known of it."""
    if fault.partner is None:
        return False
    marks = fault.wanted + fault.partner_mark
    pair = marks if fault.start < fault.partner.start else marks[::-1]
    own = fault.start, fault.partner.start
    return any(start not in own for start in doc.once(_starts_of_pairs).get(pair, ()))


def _starts_of_pairs(doc: Document) -> dict[str, list[int]]:
    """Return where the first few pairs of each kind begin."""
    starts: dict[str, list[int]] = {}
    for each in doc.quotations.pairs:
        known = starts.setdefault(doc.text[each.start] + doc.text[each.end - 1], [])
        if len(known) < _FEW_PAIRS:
            known.append(each.start)
    return starts


def _is_in_a_row(text: str, start: int, end: int) -> bool:
    """Tell whether the same mark stands right before or behind: in a row of marks, none is known to be the wrong one."""
    return bool({text[start - 1 : start], text[end : end + 1]} & {*text[start:end]})


def _leaves_an_odd_mark(doc: Document, offset: int, wanted: str) -> bool:
    """Tell whether a block would have an odd number of straight marks: then one mark is too many, not wrong."""
    block = doc.block_at(offset)
    return wanted == '"' and block is not None and doc.once(_marks_in)(block.start, block.end) % 2 == 0


def _marks_in(doc: Document) -> Callable[[int, int], int]:
    """Return what counts the straight marks of a block, once for each."""
    return cache(lambda start, end: doc.text.count('"', start, end))
