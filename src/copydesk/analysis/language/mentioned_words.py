"""Mentions: words and marks that a text shows, explains or talks about instead of using them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import Language
from copydesk.findings import Span, is_inside
from copydesk.formats.parsed import MARKUP, OBJECT, Block
from copydesk.support.patterns import regex_later

_QUOTING = frozenset(('""', "''", "“”", "‘’", "„“", "«»", "»«", "``"))
_ENCLOSING = _QUOTING | {MARKUP * 2}
_OPENING, _CLOSING = "\"'“‘„«»`", "\"'”’“«»`"
_MARK = regex_later("[\"'“”‘’„«»`]")
_FIELDS = ("{{", "%%", "##", "<<", "[[")
"""How a field begins that only programs write; somebody may put a single bracket."""
_LONGEST_GREETING = 4
_MARKS_BETWEEN = 4
"""With how many of the next marks one is tried as a pair: an apostrophe or two may stand between."""
_LONGEST = 60
"""Code points of what may be looked for elsewhere in the text: a word, a tag or a phrase, no sentence."""
_NEARBY = 40
_OCCURRENCES = 20
_CODE = regex_later(
    r"``[^`\n]+``|(?<!`)`[^`\n]+`(?!`)|(?P<fence>`{3,}|~{3,})"
    r"|(?i:<(?P<tag>pre|code|kbd|samp|tt|textarea)\b[^<>]{0,300}>)"
    r"|\[(?P<short>\w+) [^\[\]\n]{0,200}\blang(?:uage)?=[^\[\]\n]{0,200}\]"
    r"|\[(?P<named>(?:source)?code|html|css|js|php|xml|bash)\]"
    r"|\{%-? *(?P<raw>raw|highlight|verbatim)\b[^%\n]{0,100}%\}"
)
_CLOSED_BY = {"fence": "{}", "tag": "</{}>", "short": "[/{}]", "named": "[/{}]", "raw": "end{}"}
"""What closes each kind of code that is opened by a mark of its own."""
_PROGRAM = regex_later(r"\w\.\w+\(|=>|\)[ ]?[;{]|(?<=\w) \+?= (?=[\"'“‘\w])|\bfunction\s*\(|;\s*\}")
_WORDS = regex_later(rf"[^ \t\n{MARKUP}{OBJECT}]")
_ENDS_SPEECH = regex_later(r"(?:,[”\"'’“»]|[”\"'’“»],?|[–—] ?)[\s\0]*[^\W\d_]{2,15}[\s\0]*\Z")
"""A single word behind the end of what somebody says: the verb of an attribution."""
_ENTRY = regex_later(r"[\s\0]*(?:[–—=]|-[\s\0]|:[\s\0]*\p{Ll})")


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Tell whether the text between two offsets is alone inside quotation marks or markup of its own."""
    return text[start - 1 : start] + text[end : end + 1] in _ENCLOSING


def code_regions(source: str) -> list[Span]:
    """Where an article shows code: fences, code spans, tags and shortcodes of code."""
    regions: list[Span] = []
    missing: set[str] = set()
    at = 0
    while opening := _CODE.search(source, at):
        at = opening.end()
        kind = opening.lastgroup
        if kind is None:
            regions.append(Span(*opening.span()))
            continue
        closing = _CLOSED_BY[kind].format(opening[kind])
        end = -1 if closing in missing else source.find(closing, at)
        if end < 0:
            missing.add(closing)
        else:
            at = end + len(closing)
            regions.append(Span(opening.start(), at))
    return regions


class Mentions:
    """What one text shows, explains or speaks of; each answer takes the same time, however long the text is."""

    def __init__(self, text: str, source: str, code: list[Span]) -> None:
        self._text = text
        self._source = source
        self._code = code
        self._known: dict[tuple[str, str], bool] = {}
        self._first_words: dict[int, int] = {}

    def holds(self, block: Block, span: Span, language: Language) -> bool:
        """Tell whether what a span of a block holds is mentioned.

        So it is in code or quotation marks; where the article puts the same words into them elsewhere; where it heads
        an entry that explains it; in a line of a program; and beside a word that says what it is (“the word TK”).
        """
        start, end = span
        marks = self._text[start - 1 : start] + self._text[end : end + 1]
        if marks in _QUOTING or is_inside(self._code, start):
            return True
        return (
            (end - start <= _LONGEST and self._is_mentioned_elsewhere(self._source[start:end], language))
            or _is_named(self._text, block, span, language)
            or self._is_entry(block, span)
            or self._is_in_program(block, span)
        )

    def _is_mentioned_elsewhere(self, words: str, language: Language) -> bool:
        if not any(map(str.isalnum, words)):
            return False  # a space or a mark stands everywhere
        key = words, language.code
        if key not in self._known:
            self._known[key] = self._is_shown(words) or _is_named_elsewhere(self._text, words, language)
        return self._known[key]

    def _is_shown(self, words: str) -> bool:
        """Whether the article has the same words alone in quotation marks, in code, or in brackets as an
        abbreviation.
        """
        if not any(map(str.isalpha, words)):
            return False
        if words in self._quoted or words in self._text_of_code:
            return True
        if words.startswith(_FIELDS) and self._is_greeted(words):
            return True
        return words.isupper() and self._is_introduced(words)

    def _is_greeted(self, field: str) -> bool:
        """Whether a few quoted words end in a field, as the greeting of a mail does: it begins with “Dear {{name}}”."""
        return any(
            field in words
            and words.rstrip(",!: \xa0\u202f").endswith(field)
            and len(words.split()) <= _LONGEST_GREETING
            for words in self._quoted
        )

    def _is_introduced(self, words: str) -> bool:
        return any(
            self._source[at - 1 : at].isalpha() for at in _places(self._source, f" ({words})", _OCCURRENCES)
        )

    @cached_property
    def _text_of_code(self) -> str:
        return "\0".join(self._source[region.start : region.end] for region in self._code)

    @cached_property
    def _quoted(self) -> frozenset[str]:
        """What stands between any two marks that may be quotation marks and are near each other."""
        marks = [match.start() for match in _MARK.finditer(self._source)]
        quoted: set[str] = set()
        for number, opening in enumerate(marks):
            if self._source[opening] not in _OPENING:
                continue
            for closing in marks[number + 1 : number + 1 + _MARKS_BETWEEN]:
                if closing - opening > _LONGEST + 2:
                    break
                if self._source[closing] in _CLOSING:
                    words = self._source[opening + 1 : closing]
                    quoted.update((words, words[:-1]) if words[-1:] in (",", ".") else (words,))
        return frozenset(quoted)

    def _is_entry(self, block: Block, span: Span) -> bool:
        """Tell whether a block begins with it, set apart by markup or by a dash, and goes on to explain it."""
        if block.place not in ("body", "list") or self._first_word(block) < span.start:
            return False
        is_apart = block.place == "list" or self._text.find(MARKUP, block.start, span.start) >= 0
        return is_apart and _ENTRY.match(self._text, span.end, block.end) is not None

    def _first_word(self, block: Block) -> int:
        """Return where the words of a block begin."""
        if block.start not in self._first_words:
            match = _WORDS.search(self._text, block.start, block.end)
            self._first_words[block.start] = match.start() if match else block.end
        return self._first_words[block.start]

    def _is_in_program(self, block: Block, span: Span) -> bool:
        """Tell whether something that only programs have stands before it or behind it in its block."""
        first = bisect_left(self._program, block.start, key=attrgetter("start"))
        last = bisect_right(self._program, block.end, key=attrgetter("end")) - 1
        if not 0 <= first <= last:
            return False
        return self._program[first].end <= span.start or self._program[last].start >= span.end

    @cached_property
    def _program(self) -> list[Span]:
        return [Span(*match.span()) for match in kept_matches(_PROGRAM, self._text)]


def _places(text: str, words: str, most: int) -> Iterator[int]:
    """Yield the first places of words in a text, `most` of them at most."""
    at = text.find(words)
    for _ in range(most):
        if at < 0:
            return
        yield at
        at = text.find(words, at + len(words))


def _is_named_elsewhere(text: str, words: str, language: Language) -> bool:
    """Tell whether the article says of the same words somewhere what they are."""
    for at in _places(text, words, _OCCURRENCES):
        start = text.rfind("\n", max(0, at - _NEARBY), at) + 1 or max(0, at - _NEARBY)
        end = at + len(words)
        newline = text.find("\n", end, end + _NEARBY)
        line = Block(start, newline if newline >= 0 else min(len(text), end + _NEARBY))
        if _is_named(text, line, Span(at, end), language):
            return True
    return False


def _is_named(text: str, block: Block, span: Span, language: Language) -> bool:
    """Tell whether a word before or behind says what it is."""
    before = text[max(block.start, span.start - _NEARBY) : span.start].replace(MARKUP, "")
    behind = text[span.end : min(block.end, span.end + _NEARBY)].replace(MARKUP, "")
    last = before.rstrip(" \t\n\"'“‘„«»(").rpartition(" ")[2].strip("\"'“‘„«»(").lower()
    following = behind.lstrip(" \t\n\"'”’“«»)").lower()
    is_attribution = _ENDS_SPEECH.search(before) is not None  # “It is late,” says [Name]
    return (last in language.naming_words and not is_attribution) or any(
        following.startswith(words) and not following[len(words) : len(words) + 1].isalpha()
        for words in language.explaining_words
    )
