"""What double quotation marks cost: each alone, in a pair, nested, or taken up again after a paragraph's end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.quotes.dialogue_tags import Places, find_reports, find_tags
from copydesk.analysis.quotes.missing_marks import inverted_tags
from copydesk.analysis.quotes.pairing.conventions import Conventions
from copydesk.analysis.quotes.pairing.mark_pairing import PairingState, Token, counts_before, pair
from copydesk.analysis.quotes.pairing.marks import CLOSE, EITHER, OPEN, STRAIGHT, Mark
from copydesk.analysis.quotes.pairing.not_quotes import Signs
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_LONE = 3.0
_CONTRARY = 2.0
"""What it costs that a mark stands where its neighbours want one of the other direction."""
_DASHES = frozenset("-–—")
_HIGH_AND_LOW = frozenset("“”„‟") | {"’’", "‘‘"}
"""Curly marks that are taken for each other: two single ones look like a double one."""
_ANGLES = frozenset("«»‹›")
_BEFORE_SPEECH = frozenset("¿¡…[$£€#@\ufffc")
_SPEECH_ENDS = frozenset(".,!?…")
_AFTER_SPEECH = frozenset(",")
_SENTENCE_END = compile_later(r"(?:[.!?…:][)\]\"'”’»\0*_]*)(?:\s[\s\0]*)?\Z")
_INTRODUCED = compile_later(r"[,:—–][\s\0]*\Z")
_SAID_BEFORE = compile_later(rf"\b(?:that|{either(in_all_languages('tag_verbs'))})[\s\0]*\Z")
_SPEECH_START = compile_later(r"\0*(?:I|We|It|The|You|They|There|He|She|If|But|And|This|That|My|Our)\b")
_NEW_SENTENCE = compile_later(r"[.!?][)\]\"'”’]*[\s\0]+[\"“'‘]?[A-ZÀ-Þ]")
_ATTRIBUTE = compile_later(r"[\w:\]-]\s?=[\s\"'\0]*\Z")


def read_doubles(
    text: str, block: Block, marks: Sequence[Mark], conventions: Conventions
) -> tuple[PairingState, PairingState | None]:
    """Return the cheapest readings of a block's double marks: all closed, and with an open end."""
    return _Doubles(text, block, marks, conventions).read()


class _Doubles:
    def __init__(self, text: str, block: Block, marks: Sequence[Mark], conventions: Conventions) -> None:
        self.text, self.block, self.marks, self.conventions = text, block, marks, conventions
        self._signs = Signs(text, block, marks, conventions)
        self._tags = Places(find_tags(text, block.start, block.end, conventions.language))
        self._reports = Places(find_reports(text, block.start, block.end))
        self._first_low = next(
            (index for index, mark in enumerate(marks) if mark.glyph in ("„", ",,")), len(marks)
        )
        self.lead = [text[max(block.start, mark.start - 12) : mark.start] for mark in marks]
        self.after_sentence = [self._is_after_sentence(index) for index in range(len(marks))]
        self.speech = [self._starts_speech(index) for index in range(len(marks))]

    @cached_property
    def _spaces(self) -> list[int]:
        """Return how many spaces of the block stand before each mark."""
        return counts_before(self.text, " ", self.block.start, [mark.start for mark in self.marks])

    @cached_property
    def _new_sentences(self) -> Places:
        return Places(match.span() for match in _NEW_SENTENCE.finditer(self.text, *self.block[:2]))

    def read(self) -> tuple[PairingState, PairingState | None]:
        if plain := self._plain_reading():
            return plain, None
        tokens = [self._token(index) for index in range(len(self.marks))]
        return pair(tokens, self._match, self._nest, self._resume)

    def _plain_reading(self) -> PairingState | None:
        """Return the reading of marks that need no search: each opens, closes or takes up as its neighbours say."""
        pairs, resumed = [], []
        top: int | None = None
        for index, mark in enumerate(self.marks):
            if mark.lean == OPEN and self.conventions.direction(mark.glyph) != CLOSE:
                if top is not None:
                    if self._resume(top, index) is None:
                        return None
                    resumed.append((top, index))
                top = index
            elif mark.lean == CLOSE and top is not None and self.conventions.direction(mark.glyph) != OPEN:
                if not self.conventions.are_partners(self.marks[top].glyph, mark.glyph):
                    return None
                pairs.append((top, index))
                top = None
            else:
                return None
        return PairingState(0.0, tuple(pairs), tuple(resumed)) if top is None else None

    def _is_after_sentence(self, index: int) -> bool:
        return self.marks[index].before == "" or bool(_SENTENCE_END.search(self.lead[index]))

    def _starts_speech(self, index: int) -> bool:
        if self.marks[index].lean == CLOSE:
            return False
        if _INTRODUCED.search(self.lead[index]):
            return True
        after = self.marks[index].after
        if not (after.isupper() or after.isdigit() or after in _BEFORE_SPEECH):
            return False
        if self.after_sentence[index]:
            return True
        return bool(
            _SAID_BEFORE.search(self.lead[index]) or _SPEECH_START.match(self.text, self.marks[index].end)
        )

    def _tagged(self, index: int) -> bool:
        """Tell whether an attribution stands between this mark and the next."""
        end = self.marks[index + 1].start if index + 1 < len(self.marks) else self.block.end
        return self._tags.any_within(self.marks[index].end, end)

    def _token(self, index: int) -> Token:
        mark = self.marks[index]
        if mark.before == "=" and _ATTRIBUTE.search(
            self.lead[index]
        ):  # an attribute of markup that was left in the text
            return Token(mark, 0.0, 9.0, 0.2)
        direction = self.conventions.direction(mark.glyph)
        lone = self._lone(index, mark)
        if direction == EITHER:
            if mark.lean == OPEN:
                return Token(
                    mark, 0.0, 1.5 if mark.before in _DASHES else 6.0 if mark.before.isspace() else 2.4, lone
                )
            if mark.lean == CLOSE:
                return Token(mark, 9.0 if mark.before.isnumeric() else 2.4, 0.0, lone)
            return Token(mark, 0.4, 0.4, lone)
        is_german = mark.lean != OPEN and index > self._first_low
        if mark.glyph == "“" and direction == OPEN and is_german:
            return Token(mark, 0.0, 0.2, lone)  # a German quotation in another language's text
        # A mark turned round is likelier where the neighbours say so than where they do not.
        if mark.glyph in _ANGLES and self._signs.is_spaced(mark):
            turned = 2.6
        else:
            turned = 2.0 if mark.lean not in (direction, EITHER) else 3.4 if mark.lean == EITHER else 9.0
        # “ to them ”, between words that it is glued to, belongs to two quotations whose marks are all turned.
        straight = 0.0 if mark.lean in (direction, EITHER) else _CONTRARY
        return (
            Token(mark, straight, turned, lone) if direction == OPEN else Token(mark, turned, straight, lone)
        )

    def _lone(self, index: int, mark: Mark) -> float:
        """Return what it costs that a mark stands alone."""
        if mark.glyph == ",,":
            return 0.9  # a comma too many
        if (price := self._signs.price(mark, self.lead[index])) is not None:
            return price
        if mark.lean == OPEN:
            return _LONE - (0.8 if self._tagged(index) else 0.0) - self._intrusion(index)
        return _LONE

    def _intrusion(self, index: int) -> float:
        """Return how much speaks for this opening mark's standing inside another quotation: it interrupts a sentence of
        it.
        """
        if self.after_sentence[index] or _INTRODUCED.search(self.lead[index]):
            return 0.0
        previous = self.marks[index - 1] if index else None
        if previous is None or previous.lean == CLOSE:
            return 0.4
        start, end = previous.end, self.marks[index].start
        spaces = self._spaces[index] - self._spaces[index - 1]
        whole = spaces <= 25 and not self._new_sentences.any_within(start, end)
        return 0.7 if whole else 0.4

    def _match(self, first: int, second: int) -> float | None:
        opening, closing = self.marks[first], self.marks[second]
        price = 0.0
        if not self.conventions.are_partners(opening.glyph, closing.glyph):
            if opening.glyph in "«»" and closing.glyph in "«»" and self._signs.is_arrow(closing):
                return None  # the arrows of a breadcrumb
            price = self._mismatch(opening, closing)
        price += 0.004 * min(self._spaces[second] - self._spaces[first], 200)
        if self.speech[first]:
            if closing.before not in _SPEECH_ENDS and closing.after not in _AFTER_SPEECH:
                price += 0.5
        elif self._new_sentences.any_within(opening.end, closing.start):
            price += 0.5
        if self._has_tag_inside(first, second):
            price += 0.8
        return price

    def _has_tag_inside(self, first: int, second: int) -> bool:
        return self._tags.any_within(self.marks[first].end, self.marks[second].start)

    def _mismatch(self, opening: Mark, closing: Mark) -> float:
        """Return the cost of a pair of unlike marks; a straight mark in a curly pair is a slip of the keyboard."""
        if opening.glyph == closing.glyph:  # one of the two is turned round, and that has its price already
            return 0.0
        if opening.glyph in STRAIGHT or closing.glyph in STRAIGHT:
            return 1.0
        same_family = {opening.glyph, closing.glyph} <= _HIGH_AND_LOW
        return 0.3 if same_family else 2.8

    def _nest(self, outer: int, inner: int) -> float:
        first, second = self.marks[outer].glyph, self.marks[inner].glyph
        if first != second and not {first, second} <= STRAIGHT:
            return 0.2
        return 4.0 if self.after_sentence[inner] else 2.2

    def _resume(self, first: int, second: int) -> float | None:
        """Paragraphs that were merged: a quotation of several opens each of them, and closes the last only."""
        if not (self.after_sentence[second] and self.speech[first] and self.marks[second].lean == OPEN):
            return None
        if self.marks[first].glyph != self.marks[second].glyph or self.lead[second].rstrip("\0 ").endswith(
            ":"
        ):
            return None
        between = self.marks[first].end, self.marks[second].start
        if self._tags.any_within(*between) or self._reports.any_within(*between):
            return None
        return None if self._is_told(*between) else 0.5

    def _is_told(self, start: int, end: int) -> bool:
        """Tell whether the last sentence but the next quotation's has an attribution with an unusual verb."""
        language = language_data(self.conventions.language)
        if language.speaker_before_verb:
            return False
        return bool(inverted_tags(self.text, start, end, language.code))
