"""Code and mathematics between marks that Markdown itself does not know: shortcodes, raw tags, <pre>, TeX."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from copydesk.support.patterns import compile_later

_LONGEST_FORMULA = 2_000
"""In code points: dollar signs and backslashes further apart are no pair."""
_CODE_NAMES = frozenset(
    """code codeblock highlight raw verbatim cc cci cce sourcecode mermaid katex latex math mathjax tex
    php html css js javascript python ruby sql xml""".split()
)
"""Names of shortcodes and tags whose content is shown as it is, or as a formula."""
_PRE = compile_later(r"<pre\b[^<>]*>", re.IGNORECASE)
ELEMENT_START = r"<(?i:pre|code|kbd|samp|tt|var|script|style|textarea|svg|math)\b"
"""How an element may begin whose content is no prose."""
_ELEMENT = compile_later(rf"(?=<(?P<name>\w+)){ELEMENT_START}[^<>]*(?<!/)>")
_BRACKETED = compile_later(r"\[(?P<name>[a-zA-Z]\w*)(?P<attributes>\s[^\[\]\n]*)?\](?![(\[:])")
_BRACKETED_MARK = compile_later(r"\[(?:/(?P<closing>[a-zA-Z]\w*)\\?\]|(?P<opening>[a-zA-Z]\w*)[\s\]])")
_NAMES_LANGUAGE = compile_later(r"\s(?:lang|language|syntax)\s*=", re.IGNORECASE)
_STATEMENT = compile_later(r"\{%-?\s*(?P<name>[a-z]\w*)\b[^{}]*?-?%\}")
_SHORTCODE = compile_later(r"\{\{[<%]\s*(?P<name>[a-zA-Z]\w*+)[^{}]*?(?<!/)[>%]\}\}")
_TEX = compile_later(r"(?P<slashes>\\{1,2})(?P<opening>[(\[])")
_TEX_SIGN = compile_later(r"[\\^_{}=<>+|]")
_LETTER = compile_later(r"\s*[^\W_]\s*")
_COMMAND = compile_later(r"\\[a-zA-Z]+(?:\{[^{}]*\})*")
_PROSE = compile_later(r"(?<![^\W\d_])[^\W\d_]{2,}(?: [^\W\d_]{2,}){4}")
_WORD = compile_later(r"[^\W\d_]{4,}")
_ENVIRONMENT = compile_later(r"\\begin\{(?P<name>\w+\*?)\}")
_DISPLAYED = compile_later(r"(?<![^\n])[ \t]*\$\$[ \t]*\r?\n")
_MARKED = compile_later(
    r"(?m)^[^\w\n]*(?:CODE[ _-]?(?P<mark>START|BEGIN|END|STOP)|(?P<verb>START|BEGIN|END|STOP)[ _-]?CODE)[^\w\n]*$"
)
_CODE_SIGN = compile_later(r"[{}<>;=]")
_BEGINS_LINE = compile_later(r"(?<![^\n])[ \t]*\Z")
_INDENT = 20
"""In code points: how far in a line an element may begin it."""
_MARGIN = 80
"""In code points: how far from a line's ends its only content may be."""
_EMPTY_LINES = compile_later(r"\n\s*\n")


class _BracketedMark(NamedTuple):
    """A name in brackets: where it begins, and where it ends if it closes something; else -1."""

    start: int
    closes_at: int


class CodeFinder:
    """Finds where code ends that begins at a place of one source; what nothing closes is looked for once only."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._missing: set[str] = set()

    def end_at(self, at: int) -> int:
        """Where the code or formula ends whose opening mark stands at an offset; -1 if no such mark does."""
        match self._source[at]:
            case "<":
                return max(self._pre(at), self._spread_element(at))
            case "[":
                return self._bracketed(at)
            case "{":
                return self._tagged(at)
            case "\\":
                return self._tex(at)
            case "$" | " " | "\t":
                return self._displayed(at)
        return -1

    def _pre(self, at: int) -> int:
        opening = _PRE.match(self._source, at)
        return self._closed(opening.end(), r"</pre\s*>", r"<pre\b") if opening else -1

    def element_end(self, at: int) -> int:
        """Where an element ends that begins at an offset and holds no prose; -1 if none does.

        Only one that begins its line may have empty lines within: elsewhere a sentence may name the tag.
        """
        opening = _ELEMENT.match(self._source, at)
        if not opening:
            return -1
        name = opening["name"]
        end = self._closed(opening.end(), rf"</{name}\s*>", rf"<{name}\b")
        if not _BEGINS_LINE.search(self._source, max(0, at - _INDENT), at) and _EMPTY_LINES.search(
            self._source, at, max(end, at)
        ):
            return -1
        return end

    def _spread_element(self, at: int) -> int:
        """The same, if it has an empty line within; a parser of Markdown would take the rest for paragraphs."""
        end = self.element_end(at)
        return end if end >= 0 and _EMPTY_LINES.search(self._source, at, end) else -1

    def _bracketed(self, at: int) -> int:
        opening = _BRACKETED.match(self._source, at)
        if not opening:
            return -1
        name = opening["name"]
        if name.lower() not in _CODE_NAMES and not _NAMES_LANGUAGE.search(opening["attributes"] or ""):
            return -1
        marks = self._bracketed_marks.get(name.lower(), [])
        following = bisect_left(marks, (opening.end(),))
        return marks[following].closes_at if following < len(marks) else -1

    @cached_property
    def _bracketed_marks(self) -> dict[str, list[_BracketedMark]]:
        """The places of [name] and [/name], by their name in lower case."""
        marks: dict[str, list[_BracketedMark]] = {}
        for match in _BRACKETED_MARK.finditer(self._source):
            mark = _BracketedMark(match.start(), match.end() if match["closing"] else -1)
            marks.setdefault((match["closing"] or match["opening"]).lower(), []).append(mark)
        return marks

    def _tagged(self, at: int) -> int:
        if (opening := _STATEMENT.match(self._source, at)) and opening["name"] in _CODE_NAMES:
            name = opening["name"]
            end = self._closed(opening.end(), rf"\{{%-?\s*end{name}\s*-?%\}}", rf"\{{%-?\s*{name}\b")
            return end if name != "raw" or self._is_code(opening.end(), end) else -1
        if (opening := _SHORTCODE.match(self._source, at)) and opening["name"].lower() in _CODE_NAMES:
            name = opening["name"]
            return self._closed(
                opening.end(), rf"\{{\{{[<%]\s*/\s*{name}\b[^{{}}]*\}}\}}", rf"\{{\{{[<%]\s*{name}\b"
            )
        return -1

    def _is_code(self, start: int, end: int) -> bool:
        """Whether all paragraphs of what is shown as it is have signs of code: whole articles are shown so, too."""
        return end > start and all(
            _CODE_SIGN.search(part) for part in _EMPTY_LINES.split(self._source[start:end].strip())
        )

    def _tex(self, at: int) -> int:
        source = self._source
        if environment := _ENVIRONMENT.match(source, at):
            return self._closed(
                environment.end(), rf"\\end\{{{re.escape(environment['name'])}\}}", r"\\begin\{"
            )
        opening = _TEX.match(source, at)
        if not opening:
            return -1
        closing = opening["slashes"] + {"(": ")", "[": "]"}[opening["opening"]]
        end = source.find(closing, opening.end(), opening.end() + _LONGEST_FORMULA)
        if end < 0 or _EMPTY_LINES.search(source, opening.end(), end):
            return -1
        is_formula = _is_formula(source[opening.end() : end], is_display=opening["opening"] == "[")
        return end + len(closing) if is_formula else -1

    def _displayed(self, at: int) -> int:
        opening = _DISPLAYED.match(self._source, at)
        if not opening:
            return -1
        end = self._source.find("$$", opening.end(), opening.end() + _LONGEST_FORMULA)
        if end < 0 or _PROSE.search(self._source, opening.end(), end):
            return -1
        return end + 2

    def _closed(self, start: int, closing: str, opening: str) -> int:
        """Where what closes ends, if it comes before the next thing of its kind that opens; -1 if it does not."""
        if closing in self._missing:
            return -1
        found = re.compile(f"(?i)(?P<closing>{closing})|{opening}").search(self._source, start)
        if not found:
            self._missing.add(closing)
        return found.end() if found and found["closing"] else -1


def _is_formula(words: str, *, is_display: bool) -> bool:
    """Whether what stands between escaped brackets is TeX, not prose in brackets that were escaped needlessly."""
    if _WORD.search(_COMMAND.sub(" ", words)):
        return False
    return _TEX_SIGN.search(words) is not None or (not is_display and _LETTER.fullmatch(words) is not None)


class Stretch(NamedTuple):
    """What stands between two offsets."""

    start: int
    end: int


def marked_stretches(source: str, start: int) -> list[Stretch]:
    """The code between lines that say nothing but that code starts and ends, those lines included."""
    if "CODE" not in source:
        return []
    marks = list(_MARKED.finditer(source, start))
    return [
        Stretch(first.start(), last.end())
        for first, last in pairwise(marks)
        if _says(first) in ("START", "BEGIN") and _says(last) in ("END", "STOP")
    ]


def _says(mark: re.Match[str]) -> str:
    return mark["mark"] or mark["verb"]


def fills_lines(source: str, start: int, end: int) -> bool:
    """Tell whether nothing stands beside a stretch on its first and last line."""
    before, after = source[max(0, start - _MARGIN) : start], source[end : end + _MARGIN]
    if ("\n" not in before and start > _MARGIN) or ("\n" not in after and end + _MARGIN < len(source)):
        return False
    return not before.rpartition("\n")[2].strip(" \t>") and not after.partition("\n")[0].strip()
