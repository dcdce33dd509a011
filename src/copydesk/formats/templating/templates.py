"""Templates: replace template tags, comments and URLs in Markdown by placeholders for the parser."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.formats.templating.code_marks import ELEMENT_START, fills_lines, marked_stretches
from copydesk.formats.templating.tags import Shortcodes, TagFinder
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

# While tags are being replaced: a tag for which nothing stands in the text, and one that stands for a word.
_NOTHING, _WORD = "\ufdd0", "\ufdd1"

# A statement that brings something into the text, rather than steering what does.
_INCLUDING = compile_later(
    r"\{%-?\s*(?:include\w*|link|post_url|render|figure|image|img|youtube|trans|url)\b"
)
_MODULE_LINES = compile_later(
    r"^(?:import\s+(?:[\"'{*]|type\b|\w+\s*(?:,|from\b))|export\s+(?:(?:default|const|let|var|function|async|class)\b|[{*]))"
    r"(?:[^\n`]*=\s*`[^`]*`)?[^\n]*(?:\n(?![^\S\n]*\r?\n)[^\n]+)*",
    re.MULTILINE,
)
_BBCODE = frozenset("b i u s url img quote code color size font list center email youtube spoiler".split())
_TAG_LINE = compile_later(rf"^[ \t>]*[{_NOTHING}{_WORD}][{_NOTHING}{_WORD} \t]*\r?$", re.MULTILINE)
_URL = compile_later(r"(?<!<)\b(?:https?://|www\.(?=\w))[^\s<>\"“”«»\0|`\\]{1,4000}+")
_MAY_HOLD_TAGS = {
    False: compile_later(r"[{\\]|<!--|" + ELEMENT_START + r"|\[/|=\"|\$\$|CODE"),
    True: compile_later(r"[{<]|\[/|=\""),
}
_BRACKET = compile_later(r"[()\[\]]")
_OPENING = {")": "(", "]": "["}
_URL_TAIL = ".,;:!?'’*_~)]}"


class Mask(NamedTuple):
    """A stretch that is no prose: offsets in code points, and whether it stands where a word could."""

    start: int
    end: int
    stands_for_word: bool


def mask_templates(source: str, start: int = 0, *, mdx: bool = False) -> tuple[str, list[Mask]]:
    """Return the source with letters in the place of tags and bare URLs, and their places, from `start` on.

    Lines that hold nothing but tags become an empty one. The length stays.
    """
    masks: list[Mask] = []
    if _MAY_HOLD_TAGS[mdx].search(source, start):
        masks += _find_tags(source, start, mdx=mdx)
        source = _blank_lines(_replace(source, masks)).replace(_NOTHING, "x").replace(_WORD, "x")
    if mdx and ("import" in source or "export" in source):
        source = _blank(source, _MODULE_LINES, start)
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
        end = len(url.rstrip(_URL_TAIL))
        if url[end : end + 1] == ")" and url.count("(", 0, end) > url.count(")", 0, end):
            end += 1
        at = match.start() + max(end, 1)
        yield Mask(match.start(), match.start() + end, stands_for_word=True)


def find_modules(source: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where lines of MDX import or export something; a blank line ends them."""
    if "import" in source or "export" in source:
        yield from (match.span() for match in _MODULE_LINES.finditer(source, start))


def mask_urls(text: str) -> str:
    """Return the text with an object in the place of each bare URL."""
    pieces: list[str] = []
    at = 0
    for mask in find_urls(text):
        pieces += (text[at : mask.start], OBJECT, MARKUP * (mask.end - mask.start - 1))
        at = mask.end
    return "".join((*pieces, text[at:]))


def _closing(url: str) -> int:
    """Return the place of the bracket that closes one opened before the URL; else the URL's length."""
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


def _find_tags(source: str, start: int, *, mdx: bool) -> Iterator[Mask]:
    shortcodes = Shortcodes(source)
    if not mdx:
        yield from (Mask(*each, stands_for_word=False) for each in marked_stretches(source, start))
    for kind, first, end in TagFinder(source, mdx=mdx).find(start):
        match kind:
            case "code":
                yield Mask(first, end, stands_for_word=not fills_lines(source, first, end))
            case "value":
                yield Mask(first, end, stands_for_word=True)
            case "shortcode":
                yield Mask(first, end, stands_for_word=source[first + 3 : end].lstrip()[:1] != "/")
            case "statement":
                yield Mask(first, end, stands_for_word=_INCLUDING.match(source, first) is not None)
            case "wordpress":
                yield from _wordpress(source[first:end], first, shortcodes, start)
            case _:
                yield Mask(first, end, stands_for_word=False)


def _wordpress(tag: str, first: int, shortcodes: Shortcodes, start: int) -> Iterator[Mask]:
    """Yield the shortcode, and the opening tag of one that is closed here and has no attributes."""
    closing, name = re.findall(r"^\[(/?)([\w-]+)", tag)[0]
    if name in _BBCODE:
        return
    opening = shortcodes.opening_before(name, start, first) if closing else -1
    if opening >= 0:
        yield Mask(opening, opening + len(name) + 2, stands_for_word=False)
    is_closed = shortcodes.is_closed(name)
    yield Mask(first, first + len(tag), stands_for_word=not closing and not is_closed)


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
        if (
            _WORD in match.group()
            and _line_before(source, match.start())
            and _line_at(source, match.end() + 1)
        ):
            return match.group()
        return match.group().replace(_NOTHING, " ").replace(_WORD, " ")

    return _TAG_LINE.sub(emptied, source)


def _line_before(source: str, at: int) -> str:
    """Return the line above the one that begins at an offset, without white space at its ends."""
    return source[source.rfind("\n", 0, max(0, at - 1)) + 1 : max(0, at - 1)].strip()


def _line_at(source: str, at: int) -> str:
    """Return the line that begins at an offset, without white space at its ends."""
    end = source.find("\n", at)
    return source[at : end if end >= 0 else len(source)].strip()


def _blank(source: str, lines: re.Pattern[str], start: int) -> str:
    return source[:start] + lines.sub(lambda match: re.sub(r"[^\r\n]", " ", match.group()), source[start:])
