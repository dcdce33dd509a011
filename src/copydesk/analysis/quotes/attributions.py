"""Who says what: each quotation with its speaker and its verb.

In order of worth: a tag right after the quotation (“…,” said Brandt), a verb before it in the same sentence (Brandt
said: “…”), a verb after it in the same sentence, the speaker of the quotation before or after it in the same
paragraph, and the one who spoke last in the paragraph before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.quotes.quotations import Quotation
from copydesk.analysis.quotes.speakers import (
    FULL_STOP,
    first_subject,
    subject_after,
    subject_before,
    verb_pattern,
)
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later


class Attribution(NamedTuple):
    """A quotation with the words that say whose it is; each None where the text does not tell.

    `inherited`: the words stand beside another quotation of the same speaker.
    """

    quotation: Quotation
    speaker: Span | None
    verb: Span | None
    name: str | None
    inherited: bool = False


_SENTENCE_END = compile_later(
    rf"(?:{FULL_STOP}|[!?…])" + r"[)\]\"'”’]*(?=[\s\0]+[\"“‘'(\[]?[A-ZÀ-Þ\d])|\n[\s\0]*\n"
)
_INFINITIVE = compile_later(r"(?:\A|[\s\0])to[\s\0]+\Z")
_TAG_GAP = compile_later(r"[\s\0,.—–-]*\Z")
_TAGGED = frozenset(",?!—–")
_PLAIN_TAG = compile_later(
    r"[\s\0]+((?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.'’-]+(?:[\s\0]+[A-Z][\w.'’-]+){0,4}))[\s\0]+(?:[a-z]+ly[\s\0]+)?([a-z]{3,})\b"
)
_WINDOW = 260


def read_attributions(
    text: str, blocks: Sequence[Block], quotations: Sequence[Quotation], names: Sequence[Name]
) -> tuple[Attribution, ...]:
    """Find the speaker of every quotation. `names` only resolve the speaker's full name, where they know it."""
    reader = _Reader(text, blocks, quotations)
    found = [reader.find(index) for index in range(len(quotations))]
    reader.inherit(found)
    named = _Resolver(names)
    return tuple(
        Attribution(quotation, spans[0], spans[1], named.resolve(spans[0]), inherited)
        if spans
        else Attribution(quotation, None, None, None)
        for quotation, spans, inherited in zip(quotations, found, reader.inherited, strict=True)
    )


_Found = tuple[Span, Span | None]


class _Reader:
    def __init__(self, text: str, blocks: Sequence[Block], quotations: Sequence[Quotation]) -> None:
        self.text, self.quotations = text, quotations
        self.block_of = _blocks_of(blocks, quotations)
        self.inherited = [False] * len(quotations)

    def find(self, index: int) -> _Found | None:
        """Return the words beside a quotation that say whose it is."""
        text, quotation = self.text, self.quotations[index]
        block = self.block_of[index]
        previous_end = self.quotations[index - 1].end if index else 0
        before = max(block.start, previous_end)
        same_block_next = index + 1 < len(self.quotations) and self.quotations[index + 1].start < block.end
        after = self.quotations[index + 1].start if same_block_next else block.end
        sentence = self._sentence_start(before, quotation.start)
        stop = self._sentence_end(quotation.end, after)
        tagged = self._after(quotation.end, stop) if self._may_go_on(quotation) else None
        if tagged and _is_close(text, quotation.end, tagged) and not self._introduced(quotation.start):
            return tagged
        return self._before(sentence, quotation.start) or tagged

    def _may_go_on(self, quotation: Quotation) -> bool:
        """Tell whether the sentence may go on behind the quotation: “… .” ends it."""
        ends = self.text[max(quotation.start, quotation.end - 6) : quotation.end].rstrip("\"”“»'’\0 ")[-1:]
        following = self.text[quotation.end : quotation.end + 40].lstrip("\0 \n")
        return ends != "." or following[:1].islower()

    def _introduced(self, start: int) -> bool:
        return self.text[max(0, start - 4) : start].rstrip("\0 \n\t").endswith(":")

    def _sentence_start(self, low: int, high: int) -> int:
        low = begin = max(low, high - 2 * _WINDOW)
        for match in _SENTENCE_END.finditer(self.text, low, high):
            if match.end() < high - 1:
                begin = match.end()
        return begin

    def _sentence_end(self, start: int, limit: int) -> int:
        limit = min(limit, start + _WINDOW)
        match = _SENTENCE_END.search(self.text, start, limit)
        return match.end() if match else limit

    def _after(self, start: int, stop: int) -> _Found | None:
        text = self.text
        for verb in verb_pattern().finditer(text, start, stop):
            span = Span(*verb.span())
            word = verb[0].lower()
            if word.startswith("according"):
                speaker = subject_after(text, verb.end(), stop)
                if speaker:
                    return speaker, span
                continue
            if _TAG_GAP.fullmatch(text, start, verb.start()):
                if not word.startswith("t") or word.startswith("tw"):
                    speaker = subject_after(text, verb.end(), stop)
                    if speaker:
                        return speaker, span
                continue
            if word.endswith("ing") or _INFINITIVE.search(text, start, verb.start()):
                continue
            speaker = subject_before(text, start, verb.start())
            if speaker:
                return speaker, span
        return self._plain_tag(start, stop)

    def _plain_tag(self, start: int, stop: int) -> _Found | None:
        """Return a name and a verb that is not known as a reporting one: “…,” Brandt barked."""
        if self.text[start - 2 : start - 1] in _TAGGED and (
            match := _PLAIN_TAG.match(self.text, start, stop)
        ):
            return Span(*match.span(1)), Span(*match.span(2))
        return None

    def _before(self, start: int, stop: int) -> _Found | None:
        text = self.text
        for verb in reversed(list(verb_pattern().finditer(text, start, stop))):
            span, word = Span(*verb.span()), verb[0].lower()
            if word.startswith("according"):
                speaker = subject_after(text, verb.end(), stop)
            elif word.endswith("ing") or _INFINITIVE.search(text, start, verb.start()):
                speaker = first_subject(text, start, verb.start())
            else:
                speaker = subject_before(text, start, verb.start())
                if speaker is None:
                    speaker = first_subject(text, start, verb.start())
            if speaker:
                return speaker, span
        return None

    def inherit(self, found: list[_Found | None]) -> None:
        """Give quotations without words of their own the speaker of their neighbours."""
        following = self._following(found)
        for index, spans in enumerate(found):
            if spans is not None:
                continue
            self.inherited[index] = True
            block = self.block_of[index]
            opens_sentence = self._opens_sentence(index)
            subject = None if opens_sentence else self._subject_of_sentence(index)
            if subject and not self._is_quoted(subject[0], index):
                found[index] = subject
            elif (opens_sentence or subject) and index and self.block_of[index - 1] is block:
                found[index] = found[index - 1]
            found[index] = found[index] or following[index]
            if not found[index] and self.quotations[index].runs_on and index + 1 < len(found):
                found[index] = self.find(index + 1)
            found[index] = found[index] or self._from_last_paragraph(index, found)

    def _following(self, found: Sequence[_Found | None]) -> list[_Found | None]:
        """Return for each quotation the words beside the next one in its block that has any."""
        following: list[_Found | None] = [None] * len(found)
        for index in range(len(found) - 2, -1, -1):
            if self.block_of[index + 1] is self.block_of[index]:
                following[index] = found[index + 1] or following[index + 1]
        return following

    def _opens_sentence(self, index: int) -> bool:
        start, block = self.quotations[index].start, self.block_of[index]
        lead = self.text[max(block.start, start - 6) : start].rstrip("\0 \n\"”’'")
        return not lead or lead[-1] in ".!?:…"

    def _subject_of_sentence(self, index: int) -> _Found | None:
        start, block = self.quotations[index].start, self.block_of[index]
        subject = first_subject(self.text, self._sentence_start(block.start, start), start)
        return (subject, None) if subject else None

    def _is_quoted(self, subject: Span, index: int) -> bool:
        """Tell whether the subject of a sentence is that of a quotation in it: “I saw it,” said Lauwe, “and …”."""
        before = self.quotations[index - 1] if index else None
        return before is not None and before.start <= subject.start < before.end

    def _from_last_paragraph(self, index: int, found: Sequence[_Found | None]) -> _Found | None:
        block = self.block_of[index]
        low = max(self.quotations[index - 1].end if index else 0, block.start - 500)
        sentence = self._sentence_start(low, block.start)
        if spoken := self._before(sentence, block.start):
            return spoken
        if self.text[low : block.start].rstrip("\0 \r\n").endswith(":"):
            subject = first_subject(self.text, sentence, block.start)
            if subject:
                return subject, None
        near = index and block.start - self.block_of[index - 1].end < 400
        return found[index - 1] if near else None


def _is_close(text: str, start: int, tagged: _Found) -> bool:
    first = min(span.start for span in tagged if span)
    return bool(_TAG_GAP.fullmatch(text, start, first))


def _blocks_of(blocks: Sequence[Block], quotations: Sequence[Quotation]) -> list[Block]:
    result, place = [], 0
    for quotation in quotations:
        while place + 1 < len(blocks) and blocks[place].end <= quotation.start:
            place += 1
        result.append(blocks[place])
    return result


class _Resolver:
    """Full names by their mentions."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._mentions = sorted(
            (mention.start, mention.end, name.name) for name in names for mention in name.mentions
        )
        self._reach = list(accumulate((end for _, end, _ in self._mentions), max))

    def resolve(self, speaker: Span) -> str | None:
        """Return the full name that the first mention in a stretch of text belongs to."""
        index = bisect_right(self._reach, speaker.start)
        if index == len(self._mentions) or self._mentions[index][0] >= speaker.end:
            return None
        return self._mentions[index][2]
