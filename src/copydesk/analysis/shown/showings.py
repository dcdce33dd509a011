"""Showings: the places in which an article shows text instead of speaking itself.

They count only in an article about faults (see `topics`), because in all others a leftover in a list or in italics is a
leftover, and a slip in quotation marks a slip.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from operator import attrgetter

import regex

from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.quotes.attributions import Attribution
from copydesk.findings import Extended, Span, is_inside
from copydesk.formats.parsed import MARKUP, OBJECT, Block
from copydesk.support.patterns import any_word, compile_later, regex_later

_EMPHASIS = compile_later(
    r"\*{1,3}|_{1,3}|`+|<(?i:em|i|b|strong|code|tt|kbd|samp|q|cite|mark|u)\b[^<>]{0,200}>"
)
_MARKED = compile_later(r"`[^`\n]{1,60}`|\*\*[^*\n]{1,80}\*\*|<(?i:em|i|b|strong|code|q)>")
_LONGEST_MARK = 8
"""So far before a block its first mark may begin."""
_REACH = 200
"""Code points between the two ends of an emphasis."""
_ROW_MARK = compile_later(r"(?:[-–—•*·] ?|\d{1,2}[.)] )(?=\S)")
_LINE_OF_DIALOGUE = compile_later(r"(?:[—–] ?|[A-ZÀ-Þ][A-ZÀ-Þ'’]{1,24}(?:\([^()\n]{1,40}\))?: )(?=\S)")
"""“—No tengo hambre.”, “RUTH: It's my cooker.”; but not “READ MORE: …”."""
_DIALOGUE = 2
"""So many lines of dialogue has an article that shows a scene."""
_LEAD = 22
_LEAD_WORDS = 4
"""So many code points and words at least has what leads to an example; “Read also:” has fewer."""
_ITALICS = compile_later(r"[*_]|<(?i:em|i|cite)\b[^<>]{0,200}>")
_LONGEST_CITED = 60
"""Code points of what is named instead of said: a word, a title, what is on a sign."""
_LONGEST_EXAMPLE = 160
"""Code points of a quotation that shows something; a longer one says it."""
_INDENT = ("  ", "\t")
_MOST = 0.5
"""What is flagged is shown where more of its letters are than this."""
_SHORT = 24
"""Code points of a misreading that the article may name again outside quotation marks."""
_OCCURRENCES = 20
_BEFORE = 400
"""So many code points before a quotation are read for what it stands on."""
_SHORTEST_SHOWN, _AROUND = 6, 80
"""The code points of what stands elsewhere in code: less may be there by chance, and more is no mark."""
_AROUND_WORDS = f"{MARKUP}{OBJECT}.,;:!?\"'“”‘’„«»‹›()[]"


class Showings:
    """What one article shows.

    `attributions` returns them when they are first needed: for them all names of the article are read, and most of what
    is flagged stands in no quotation.
    """

    def __init__(
        self,
        text: str,
        source: str,
        blocks: Sequence[Block],
        code: Sequence[Span],
        pairs: Sequence[Extended],
        attributions: Callable[[], Sequence[Attribution]],
    ) -> None:
        self._text, self._source = text, source
        self._blocks, self._code = blocks, code
        self._pairs, self._attributions = pairs, attributions

    def holds(self, start: int, end: int) -> bool:
        """Tell whether most of what stands between two offsets is shown."""
        parts = [*self._parts(start, end)]
        letters = [(sum(map(str.isalnum, self._text[a:b])) or b - a, shown) for a, b, shown in parts]
        total = sum(count for count, _ in letters)
        return sum(count for count, shown in letters if shown) > total * _MOST

    def sets_apart(self, start: int, end: int) -> bool:
        """Tell whether a stretch stands in a short quotation that nobody speaks, in emphasis, or is set in."""
        number = bisect_right(self._spoken_by_nobody, start, key=attrgetter("start")) - 1
        quotation = self._spoken_by_nobody[number] if number >= 0 else None
        if quotation and start < quotation.end and quotation.end - quotation.start <= _LONGEST_EXAMPLE:
            return True
        index = bisect_right(self._blocks, start, key=attrgetter("start")) - 1
        return index >= 0 and (index in self._set_in or self._is_emphasised(self._blocks[index], start, end))

    def cites(self, start: int, end: int, *, may_be_speech: bool) -> bool:
        """Tell whether a stretch stands in a short quotation, or in a few words of italics.

        Unless it `may_be_speech`, the quotation must be nobody's.
        """
        quotations = self._pairs if may_be_speech else self._spoken_by_nobody
        number = bisect_right(quotations, start, key=attrgetter("start")) - 1
        quotation = quotations[number] if number >= 0 else None
        if quotation and end <= quotation.end <= quotation.start + _LONGEST_CITED:
            return True
        index = bisect_right(self._blocks, start, key=attrgetter("start")) - 1
        return index >= 0 and self._is_in_short_italics(self._blocks[index], start, end)

    def _is_in_short_italics(self, block: Block, start: int, end: int) -> bool:
        if not self._is_emphasised(block, start, end):
            return False
        opening = self._text.rfind(MARKUP, max(block.start, start - _REACH), start)
        closing = self._text.find(MARKUP, end, min(block.end, end + _REACH))
        first = opening
        while first > block.start and self._text[first - 1] == MARKUP:
            first -= 1
        is_italic = _ITALICS.fullmatch(self._source, first, opening + 1) is not None
        return is_italic and closing - opening <= _LONGEST_CITED

    def names_again(self, start: int, end: int) -> bool:
        """Tell whether the words that a short misreading belongs to are shown elsewhere in the article, too."""
        while start > 0 and not self._ends_word(start - 1):
            start -= 1
        while end < len(self._text) and not self._ends_word(end):
            end += 1
        words = self._text[start:end]
        if not 1 < len(words) <= _SHORT:
            return False
        at = self._text.find(words)
        for _ in range(_OCCURRENCES):
            if at < 0:
                return False
            if at != start and self._is_shown(at, at + len(words)):
                return True
            at = self._text.find(words, at + len(words))
        return False

    def displays(self, start: int, end: int, words: frozenset[str]) -> bool:
        """Tell, whatever the article is about, whether a stretch is read on something: a sign says “Closed til Monday”.

        It stands in quotation marks, nobody speaks it, and the paragraph has one of the words for such things before.
        """
        if self._is_inscription(start):
            return True
        if not any(pair.start < start and end < pair.end for pair in self._pairs):
            return False
        for quotation in self._spoken_by_nobody:
            if quotation.start < start and end < quotation.end:
                index = bisect_right(self._blocks, start, key=attrgetter("start")) - 1
                begin = max(self._blocks[index].start if index >= 0 else 0, quotation.start - _BEFORE)
                return _any_of(words).search(self._text[begin : quotation.start].lower()) is not None
        return False

    def _is_inscription(self, offset: int) -> bool:
        """Tell whether a block quotation is all in capitals, as from a stone, and a colon leads to it."""
        index = bisect_right(self._blocks, offset, key=attrgetter("start")) - 1
        if index < 1 or self._blocks[index].place != "quote" or offset >= self._blocks[index].end:
            return False
        quoted = self._text[self._blocks[index].start : self._blocks[index].end]
        return (
            quoted.isupper() and len(quoted.split()) >= _LEAD_WORDS and self._leads(self._blocks[index - 1])
        )

    def shows_elsewhere(self, start: int, end: int) -> bool:
        """Tell whether the very same characters stand in code or in a block quotation elsewhere in the article.

        Words alone may stand there by chance, or be wrong there, too.
        """
        shown = self._text[start:end]
        if OBJECT in shown:
            shown = self._source[start:end]  # a field, which the text has an object for
        is_words = all(each.isalpha() or each.isspace() for each in shown)
        if is_words or not _SHORTEST_SHOWN <= len(shown) <= _AROUND:
            return False
        at = self._source.find(shown)
        for _ in range(_OCCURRENCES):
            if at < 0:
                return False
            if at != start and (is_inside(self._code, at) or self._place(at) == "quote"):
                return True
            at = self._source.find(shown, at + 1)
        return False

    def _place(self, offset: int) -> str:
        index = bisect_right(self._blocks, offset, key=attrgetter("start")) - 1
        return self._blocks[index].place if index >= 0 and offset < self._blocks[index].end else ""

    def _ends_word(self, offset: int) -> bool:
        character = self._text[offset]
        return character.isspace() or character in _AROUND_WORDS

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Yield the parts of a stretch that are in a quotation, or in none."""
        at = start
        for quotation in self._spoken_by_nobody:
            if quotation.end <= at or quotation.start >= end:
                continue
            if quotation.start > at:
                yield at, quotation.start, self._is_shown(at, quotation.start)
            yield max(at, quotation.start), min(end, quotation.end), True
            at = min(end, quotation.end)
        if at < end:
            yield at, end, self._is_shown(at, end)

    def _is_shown(self, start: int, end: int) -> bool:
        if is_inside(self._code, start) or is_inside(self._spoken_by_nobody, start):
            return True
        index = bisect_right(self._blocks, start, key=attrgetter("start")) - 1
        if index < 0 or start >= self._blocks[index].end:
            return False
        return (
            self._blocks[index].place in ("quote", "table")
            or index in self._set_in
            or self._is_emphasised(self._blocks[index], start, end)
            or self._is_example(index, start)
        )

    @cached_property
    def _spoken_by_nobody(self) -> Sequence[Extended]:
        """Quotations that are not somebody's speech, and those inside speech; outermost only, in order."""
        speech: set[int] = set()
        last = 0
        for each in self._attributions():
            # A paragraph of its own has no speaker by being near one: it may be what that one shows.
            is_apart = each.inherited and "\n" in self._text[last : each.quotation.start]
            if each.speaker and not is_apart and (each.name or self._is_somebody(each.speaker)):
                speech.add(each.quotation.start)
            last = each.quotation.end
        outermost: list[Extended] = []
        for pair in self._pairs:  # in order of their beginnings, the longer first
            if pair.start not in speech and (not outermost or pair.start >= outermost[-1].end):
                outermost.append(pair)
        return outermost

    def _is_somebody(self, speaker: Span) -> bool:
        words = self._text[speaker.start : speaker.end].lower()
        return words in in_all_languages("pronouns") and words != "it"

    def _is_emphasised(self, block: Block, start: int, end: int) -> bool:
        """Tell whether it stands in emphasis or code, but not in one that fills its block."""
        opening = self._text.rfind(MARKUP, max(block.start, start - _REACH), start)
        closing = self._text.find(MARKUP, end, min(block.end, end + _REACH))
        if opening < 0 or closing < 0:
            return False
        first = opening
        while first > block.start and self._text[first - 1] == MARKUP:
            first -= 1
        if not _EMPHASIS.fullmatch(self._source, first, opening + 1):
            return False
        around = self._text[block.start : first] + self._text[closing : block.end]
        return any(map(str.isalnum, around))

    def _is_example(self, index: int, start: int) -> bool:
        """Tell whether it stands in a list or a block that a sentence with a colon leads to, or in a scene."""
        block = self._blocks[index]
        line = self._text.rfind("\n", block.start, start) + 1 or block.start
        line_end = self._text.find("\n", start, block.end)
        line_end = line_end if line_end >= 0 else block.end
        shown = self._text[line:line_end].lstrip(f"{MARKUP}{OBJECT} ")
        if shown.startswith("|") or (_LINE_OF_DIALOGUE.match(shown) and self._has_dialogue):
            return True  # a row of a table, a line of a scene
        is_row = block.place == "list" or _ROW_MARK.match(shown) is not None
        if is_row and self._shows_something(line, line_end):
            return True
        if is_row and line > block.start:
            return self._leads(Span(block.start, self._end_of_lead(block.start, line)))
        if not is_row and self._leads(block) and self._is_row_or_quote(index + 1):
            return True  # the article's own words, which lead to what it shows
        while is_row and index > 0 and self._is_row(self._blocks[index - 1]):
            index -= 1
        return index > 0 and self._leads(self._blocks[index - 1])

    @cached_property
    def _set_in(self) -> frozenset[int]:
        """The numbers of the blocks whose lines all begin with spaces, where those of most others do not."""
        indented = frozenset(index for index, block in enumerate(self._blocks) if self._is_indented(block))
        return indented if 2 * len(indented) < len(self._blocks) else frozenset()

    def _is_indented(self, block: Block) -> bool:
        start = self._text.rfind("\n", 0, block.start) + 1
        return all(line.startswith(_INDENT) for line in self._text[start : block.end].splitlines())

    def _shows_something(self, start: int, end: int) -> bool:
        """Tell whether a row of a list has quotation marks, emphasis or code in it."""
        first = bisect_right(self._spoken_by_nobody, start - 1, key=attrgetter("start"))
        if first < len(self._spoken_by_nobody) and self._spoken_by_nobody[first].end <= end:
            return True
        marked = next(_MARKED.finditer(self._source, max(0, start - _LONGEST_MARK), end), None)
        return marked is not None and marked.end() < end

    def _end_of_lead(self, start: int, line: int) -> int:
        first = self._text.find("\n", start, line)
        return first if first >= 0 else line

    def _is_row(self, block: Block) -> bool:
        words = self._text[block.start : block.start + 8].lstrip(MARKUP)
        return block.place == "list" or _ROW_MARK.match(words) is not None

    def _is_row_or_quote(self, index: int) -> bool:
        if index >= len(self._blocks):
            return False
        return self._blocks[index].place in ("quote", "table") or self._is_row(self._blocks[index])

    def _leads(self, lead: Extended) -> bool:
        words = self._text[lead.start : lead.end].rstrip(f"{MARKUP} *_")
        return words.endswith(":") and len(words) >= _LEAD and words.count(" ") + 1 >= _LEAD_WORDS

    @cached_property
    def _has_dialogue(self) -> bool:
        lines = (self._text[block.start : block.end].lstrip(MARKUP) for block in self._blocks)
        return sum(_LINE_OF_DIALOGUE.match(line) is not None for line in lines) >= _DIALOGUE


@cache
def _any_of(words: frozenset[str]) -> regex.Pattern[str]:
    return regex_later(any_word(words))
