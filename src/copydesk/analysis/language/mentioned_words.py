"""Mentions: words and marks that a text shows, explains or talks about instead of using them."""

from __future__ import annotations

import regex

from copydesk.analysis.language.languages import Language
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP, OBJECT, Block
from copydesk.support.patterns import regex_later

_QUOTING = frozenset(('""', "''", "“”", "‘’", "„“", "«»", "»«", "``"))
_ENCLOSING = _QUOTING | {MARKUP * 2}
_OPENING, _CLOSING = "[\"'“‘„«»`]", "[\"'”’“«»`]"
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


def is_mentioned(
    text: str, source: str, block: Block, span: Span, language: Language, code: list[Span]
) -> bool:
    """Tell whether what a span holds is shown, explained or spoken of.

    So it is in code or quotation marks; where the article puts the same words into them elsewhere; where it heads an
    entry that explains it; in a line of a program; and beside a word that says what it is (“the word TK”).
    """
    start, end = span
    marks = text[start - 1 : start] + text[end : end + 1]
    if marks in _QUOTING or any(region.start <= start < region.end for region in code):
        return True
    words = source[start:end]
    if len(words) <= _LONGEST and _is_shown(source, words, code):
        return True
    return (
        _is_named(text, block, span, language)
        or (len(words) <= _LONGEST and _is_named_elsewhere(text, words, language))
        or _is_entry(text, block, span)
        or _PROGRAM.search(text, block.start, start) is not None
        or _PROGRAM.search(text, end, block.end) is not None
    )


def _is_shown(source: str, words: str, code: list[Span]) -> bool:
    """Whether the article has the same words alone in quotation marks, in code, or in brackets as an abbreviation."""
    if not any(map(str.isalpha, words)):
        return False
    if any(words in source[region.start : region.end] for region in code):
        return True
    if words.isupper() and regex.search(rf"\p{{L}} \({regex.escape(words)}\)", source):
        return True  # introduced as an abbreviation
    return regex.search(rf"{_OPENING}{regex.escape(words)}[,.]?{_CLOSING}", source) is not None


def _is_named_elsewhere(text: str, words: str, language: Language) -> bool:
    """Tell whether the article says of the same words somewhere what they are."""
    at = text.find(words)
    for _ in range(_OCCURRENCES):
        if at < 0:
            return False
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        line = Block(start, end if end >= 0 else len(text))
        if _is_named(text, line, Span(at, at + len(words)), language):
            return True
        at = text.find(words, at + len(words))
    return False


def _is_named(text: str, block: Block, span: Span, language: Language) -> bool:
    """Tell whether a word before or behind says what it is."""
    before = text[max(block.start, span.start - _NEARBY) : span.start].replace(MARKUP, "")
    behind = text[span.end : min(block.end, span.end + _NEARBY)].replace(MARKUP, "")
    last = before.rstrip(" \t\n\"'“‘„«»(").rpartition(" ")[2].strip("\"'“‘„«»(").lower()
    following = behind.lstrip(" \t\n\"'”’“«»)").lower()
    return last in language.naming_words or any(
        following.startswith(words) and not following[len(words) : len(words) + 1].isalpha()
        for words in language.explaining_words
    )


def _is_entry(text: str, block: Block, span: Span) -> bool:
    """Tell whether a block begins with it, set apart by markup or by a dash, and goes on to explain it."""
    if text[block.start : span.start].strip(f" \t\n{MARKUP}{OBJECT}") or block.place not in ("body", "list"):
        return False
    is_apart = MARKUP in text[block.start : span.start] or block.place == "list"
    return is_apart and _ENTRY.match(text, span.end, block.end) is not None
