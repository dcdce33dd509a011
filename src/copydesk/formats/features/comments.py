"""Comments: find those that are meant for copydesk, in HTML, in templates and in JSX."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DIRECTIVE = (
    r"(?:copydesk(?:-|:?\s+(?=(?:disable|enable|ignore|allow)\b))"
    r"|(?i:copydesk[-:]?\s*(?=(?:disable|enable)\b)))"
)
"""How a comment begins that is meant for copydesk; one in capitals is told of, as it has no effect."""

_OPENINGS = "|".join(
    (
        rf"<!---?\s*(?P<html>{DIRECTIVE})",
        rf"\{{#-?\s*(?P<jinja>{DIRECTIVE})",
        rf"\{{/\*\s*(?P<mdx>{DIRECTIVE})",
        rf"\{{%-?\s*comment\s*-?%\}}\s*(?P<liquid>{DIRECTIVE})",
        r"<(?P<raw>(?:script|style|textarea|title|iframe|xmp|noembed|noframes)(?=[\s>]))[^<>]{0,500}>",
        r"<!--(?!-?>)(?P<other>)",
    )
)
"""The last two are what hides a comment of HTML: an element that holds text alone, and another comment."""
_MARKUP_OPENING = compile_later(_OPENINGS)
_MARKDOWN_OPENING = compile_later(rf"(?m)^[ >]*(?P<fence>`{{3,}}|~{{3,}})|(?P<ticks>`+)|{_OPENINGS}")
_CLOSINGS = {
    "html": compile_later(r"-?-->"),
    "jinja": compile_later(r"-?#\}"),
    "mdx": compile_later(r"\*/\}"),
    "liquid": compile_later(r"\{%-?\s*endcomment\s*-?%\}"),
}
_CLOSINGS["other"] = _CLOSINGS["html"]
_IN_ATTRIBUTE = compile_later(r"<[a-zA-Z][^<>]{0,200}=[ \t]*(?:\"[^\"<>]*|'[^'<>]*)\Z")
"""What stands before a comment in the value of an attribute, where it is none: <p title="<!-- … -->">."""
_NEAR = 300
_LINK = r"(?:\]\(|^[ \t>]{0,9}\[[^\[\]^][^\[\]]{0,200}\]:)\s{0,9}"
_ADDRESS = r"(?:<[^<>\n]{0,200}>|[^\s<]\S{0,200})\s{1,9}"
_TITLE = r"(?:\"(?:[^\"\\]|\\.){0,200}|'(?:[^'\\]|\\.){0,200}|\((?:[^()\\]|\\.){0,200})"
_IN_LINK = compile_later(rf"(?m){_LINK}(?:{_ADDRESS}{_TITLE}|<[^<>\n]{{0,200}})\Z")
"""What stands before a comment in the title or the address of a link, or of the definition of one."""
_IN_WORDS = compile_later(r"!\[[^\]\n]{0,200}\Z|(?<!\\)\\(?:\\\\){0,9}\Z")
"""What stands before a comment in the words for a picture, and before one that is shown."""
_BLANK_LINE = compile_later(r"\n[ \t>]*\r?\n")
_FENCE = compile_later(r"(?m)^[ >]*(`{3,}|~{3,})")
_TICKS = compile_later(r"`+")


class Comment(NamedTuple):
    """A comment: where it starts and ends, what it says, and where that starts; offsets in code points.

    One that nothing closes, so that it is none, or takes in all that follows, ends with its line.
    """

    start: int
    end: int
    body: str
    body_start: int
    is_closed: bool = True


def find_markup_comments(source: str) -> Iterator[Comment]:
    """Yield the comments in HTML, or in an unknown markup."""
    return _comments(source, in_markdown=False)


def find_markdown_comments(source: str) -> Iterator[Comment]:
    """Yield the comments in Markdown. Comments inside code do not count."""
    return _comments(source, in_markdown=True)


def is_in_words(source: str, at: int) -> bool:
    """Tell whether a comment of Markdown would begin in a link's title, in a picture's words, or behind a backslash."""
    before = source[max(0, at - _NEAR) : at]
    paragraph = max((gap.end() for gap in _BLANK_LINE.finditer(before)), default=0)
    return any(pattern.search(before, paragraph) for pattern in (_IN_LINK, _IN_WORDS))


def _comments(source: str, *, in_markdown: bool) -> Iterator[Comment]:
    """Yield the comments.

    What closes one is looked for from where it opens, and what is missing once is missing for good. A pattern for a
    whole comment would go to the end of the source from every opening that nothing closes.
    """
    openings = _MARKDOWN_OPENING if in_markdown else _MARKUP_OPENING
    ticks = _places_of_ticks(source) if in_markdown else {}
    unclosed: set[str] = set()
    raw_end = at = 0
    while opening := openings.search(source, at):
        at, kind = opening.end(), opening.lastgroup or ""
        if kind == "fence":
            at = _fence_end(source, at, opening[kind])
        elif kind == "ticks":
            at = _span_end(ticks[len(opening[kind])], at, len(opening[kind]))
        elif kind == "raw":
            if (
                at > raw_end
                and opening[kind] not in unclosed
                and not _is_in_attribute(source, opening.start())
            ):
                raw_end = max(raw_end, source.find(f"</{opening[kind]}", at))
                if raw_end < at:
                    unclosed.add(opening[kind])
        elif kind not in unclosed and not (opening.start() < raw_end and kind in ("html", "other")):
            closing = _CLOSINGS[kind].search(source, at)
            if closing is None:
                unclosed.add(kind)
                if kind != "other" and not _is_in_attribute(source, opening.start()):
                    body = source[opening.start(kind) :].split("\n", 1)[0].rstrip()
                    end = opening.start(kind) + len(body)
                    yield Comment(opening.start(), end, body, opening.start(kind), is_closed=False)
                continue
            begin, at = opening.start(kind), closing.end()
            if kind == "other" or _is_in_attribute(source, opening.start()):
                continue
            yield Comment(opening.start(), at, source[begin : closing.start()].rstrip(), begin)


def _is_in_attribute(source: str, at: int) -> bool:
    return _IN_ATTRIBUTE.search(source, max(0, at - _NEAR), at) is not None


def _fence_end(source: str, at: int, mark: str) -> int:
    """Return where a block of code ends: after the next fence that is as long or longer, or with the source."""
    closings = (fence.end() for fence in _FENCE.finditer(source, at) if fence[1].startswith(mark))
    return next(closings, len(source))


def _places_of_ticks(source: str) -> dict[int, list[int]]:
    """Return where runs of backticks start, by their length."""
    places: dict[int, list[int]] = {}
    for run in _TICKS.finditer(source):
        places.setdefault(len(run[0]), []).append(run.start())
    return places


def _span_end(same: Sequence[int], at: int, length: int) -> int:
    """Return where a span of code ends: after the next of the runs that are as long; without one it is no code."""
    index = bisect_left(same, at)
    return same[index] + length if index < len(same) else at
