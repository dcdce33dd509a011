"""Template tags, shortcodes and comments in Markdown: where they stand, and what takes their place for the parser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.compiled import compile_later
from copydesk.formats.parsed import MARKUP, OBJECT

# While tags are being replaced: a tag for which nothing stands in the text, and one that stands for a word.
_NOTHING, _WORD = "\ufdd0", "\ufdd1"

_STRING = r'"[^"\n]*"|\'[^\'\n]*\'|`[^`\n]*`'
_SHORT = r"(?:(?!\n[^\S\n]*\n)[\s\S]){0,1000}?"
_BRACES = r"\{(?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\}"
_ATTRIBUTE = r"(?:[.#][\w:-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}]+))"


def _tag(opening: str, last: str, closing: str) -> str:
    """A tag whose strings may hold what closes it; if its quotes do not pair, up to the first thing that closes it."""
    return rf"{opening}(?:{_STRING}|[^\"'`{last}]|{last}(?!{closing}))*+{last}{closing}|{opening}{_SHORT}{last}{closing}"  # noqa: E501


_CODE = r"(?P<code>(?P<ticks>`{3,}|~{3,})[\s\S]*?(?P=ticks)|``[^\n]+?``|`[^`\n]+`)"
_COMMENT = (
    rf"(?P<comment><!--[\s\S]*?-->|\{{\#{_SHORT}\#\}}|\{{/\*[\s\S]*?\*/\}}"
    r"|\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\})"
)
_MARKDOWN = (
    "(?P<shortcode>" + _tag(r"\{\{<", ">", r"\}\}") + "|" + _tag(r"\{\{%", "%", r"\}\}") + ")",
    r"(?P<value>\{" + _tag(r"\{\{", r"\}", r"\}") + r"\}|" + _tag(r"\{\{", r"\}", r"\}") + ")",
    "(?P<statement>" + _tag(r"\{%", "%", r"\}") + ")",
    rf"(?P<attributes>\{{:[^{{}}\n]*\}}|\{{\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}})",
    r"(?P<wordpress>\[/?[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\]]+))+\s*/?\](?![(\[:])"
    r"|\[/[a-z][\w-]*\](?![(\[:])|\[(?:gallery|playlist|toc)\](?![(\[:]))",
)
_MDX = (
    r"(?P<jsx></?(?:[A-Za-z][\w.:-]*)?"
    rf"(?:\s+(?:[\w.:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|{_BRACES}))?|{_BRACES}))*\s*/?>)",
    rf"(?P<value>{_BRACES})",
)
# A statement that brings something into the text, rather than steering what does.
_INCLUDING = compile_later(
    r"\{%-?\s*(?:include\w*|link|post_url|render|figure|image|img|youtube|trans|url)\b"
)
_MODULE_LINES = (
    r"^(?:import\s+(?:[\"'{*]|type\b|\w+\s*(?:,|from\b))|export\s+(?:(?:default|const|let|var|function|async|class)\b|[{*]))"
    r"[^\n]*(?:\n(?![^\S\n]*\r?\n)[^\n]+)*"
)
_BBCODE = frozenset("b i u s url img quote code color size font list center email youtube spoiler".split())
_TAG_LINE = compile_later(rf"^[ \t>]*[{_NOTHING}{_WORD}][{_NOTHING}{_WORD} \t]*\r?$", re.MULTILINE)
_URL = compile_later(r"(?<!<)\b(?:https?://|www\.(?=\w))[^\s<>\"“”«»\0|`\\]+")
_BRACKET = compile_later(r"[()\[\]]")
_OPENING = {")": "(", "]": "["}
_URL_TAIL = compile_later(r"[.,;:!?'’*_~)\]}]*$")


class Mask(NamedTuple):
    """A stretch that is no prose: offsets in code points, and whether it stands where a word could."""

    start: int
    end: int
    stands_for_word: bool


def mask_templates(source: str, start: int = 0, *, mdx: bool = False) -> tuple[str, list[Mask]]:
    """The source with letters in the place of tags and bare URLs, and where those stood, from `start` on.

    Lines that hold nothing but tags become an empty one. The length stays.
    """
    masks: list[Mask] = []
    if "{" in source or "<!--" in source or "[/" in source or '="' in source or (mdx and "<" in source):
        masks += _find_tags(source, start, mdx=mdx)
        source = _blank_lines(_replace(source, masks)).replace(_NOTHING, "x").replace(_WORD, "x")
    if mdx and ("import" in source or "export" in source):
        source = _blank(source, re.compile(_MODULE_LINES, re.MULTILINE), start)
    if ":::" in source:
        source = _blank(source, re.compile(r"^ {0,3}:{3,}.*$", re.MULTILINE), start)
    if "://" in source or "www." in source:
        urls = list(find_urls(source, start))
        source = _replace(source, urls).replace(_WORD, "x")
        masks += urls
    return source, sorted(masks, key=lambda mask: (mask.start, -mask.end))


def find_urls(text: str, start: int = 0) -> Iterator[Mask]:
    """Bare URLs, without the punctuation that follows them, nor the brackets of a link that they stand in."""
    at = start
    while match := _URL.search(text, at):
        url = match.group()
        url = url[: _closing(url)]
        tail = _URL_TAIL.search(url)
        end = tail.start() if tail else len(url)
        if url[end : end + 1] == ")" and url.count("(", 0, end) > url.count(")", 0, end):
            end += 1
        at = match.start() + max(end, 1)
        yield Mask(match.start(), match.start() + end, stands_for_word=True)


def mask_urls(text: str) -> str:
    """The text with an object in the place of each bare URL."""
    pieces: list[str] = []
    at = 0
    for mask in find_urls(text):
        pieces += (text[at : mask.start], OBJECT, MARKUP * (mask.end - mask.start - 1))
        at = mask.end
    return "".join((*pieces, text[at:]))


def _closing(url: str) -> int:
    """Where a bracket stands that opened before the URL; the URL's length if none does."""
    depth = Counter[str]()
    for match in _BRACKET.finditer(url):
        bracket = match.group()
        if bracket in "([":
            depth[bracket] += 1
        elif depth[_OPENING[bracket]]:
            depth[_OPENING[bracket]] -= 1
        else:
            return match.start()
    return len(url)


@cache
def _tags(mdx: bool) -> re.Pattern[str]:
    return compile_later("|".join((_CODE, _COMMENT, *(_MDX if mdx else _MARKDOWN))))


def _find_tags(source: str, start: int, *, mdx: bool) -> Iterator[Mask]:
    for match in _tags(mdx).finditer(source, start):
        tag = match.group()
        match match.lastgroup:
            case "value":
                yield Mask(*match.span(), stands_for_word=True)
            case "shortcode":
                yield Mask(*match.span(), stands_for_word=tag[3:].lstrip()[:1] != "/")
            case "statement":
                yield Mask(*match.span(), stands_for_word=_INCLUDING.match(tag) is not None)
            case "wordpress":
                yield from _wordpress(source, start, match)
            case "comment" | "attributes" | "jsx":
                yield Mask(*match.span(), stands_for_word=False)


def _wordpress(source: str, start: int, match: re.Match[str]) -> Iterator[Mask]:
    """The shortcode, and the opening tag of one that is closed here and has no attributes."""
    closing, name = re.findall(r"^\[(/?)([\w-]+)", match.group())[0]
    if name in _BBCODE:
        return
    opening = source.rfind(f"[{name}]", start, match.start()) if closing else -1
    if opening >= 0:
        yield Mask(opening, opening + len(name) + 2, stands_for_word=False)
    yield Mask(*match.span(), stands_for_word=not closing and f"[/{name}]" not in source)


def _replace(source: str, masks: list[Mask]) -> str:
    pieces: list[str] = []
    at = 0
    for mask in sorted(masks):
        if mask.start >= at:
            filler = _WORD if mask.stands_for_word else _NOTHING
            pieces += (source[at : mask.start], filler * (mask.end - mask.start))
            at = mask.end
    return "".join((*pieces, source[at:]))


def _blank_lines(source: str) -> str:
    """Empty the lines that hold tags alone, unless one stands for a word in the middle of a wrapped paragraph."""

    def emptied(match: re.Match[str]) -> str:
        before = (
            source[: match.start()].removesuffix("\n").rpartition("\n")[2] if _WORD in match.group() else ""
        )
        after = source[match.end() :].removeprefix("\n").partition("\n")[0] if before.strip() else ""
        return match.group() if after.strip() else match.group().replace(_NOTHING, " ").replace(_WORD, " ")

    return _TAG_LINE.sub(emptied, source)


def _blank(source: str, lines: re.Pattern[str], start: int) -> str:
    return source[:start] + lines.sub(lambda match: re.sub(r"[^\r\n]", " ", match.group()), source[start:])
