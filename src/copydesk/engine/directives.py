"""Directives: read the comments and the front matter in which an article suppresses findings (see
`engine.suppressions`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from copydesk.findings import Flag, Span
from copydesk.formats.features.comments import Comment, find_markup_comments
from copydesk.support.closest import closest
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from copydesk.document import Document

MALFORMED, UNKNOWN = "malformed-suppression", "unknown-suppression"
"""The ids of the rules that speak of directives which cannot work."""

VERBS = ("disable-next-block", "disable", "enable", "disable-file")

_MOST_HINTS = 20
"""Of so many unknown names it is told which one may have been meant: to look for it takes long."""

_BODY = compile_later(r"copydesk-(?P<verb>[\w-]*)(?P<targets>[^:]*)(?::[\s\S]*)?\Z")
_TARGET = compile_later(r"[^\s,]+")
_SEEN = compile_later(r"[^\0 \t\r\n]")


class _Directive(NamedTuple):
    """A comment's verb, and the places of the names in it."""

    span: Span
    verb: str
    targets: tuple[Span, ...]


class DirectiveReader:
    """Reads the suppressions of a document.

    Attributes:
        found: for each suppression the name, the region in which it applies, and the place of the name.
        problems: rule ids and flags of suppressions that cannot work.
    """

    def __init__(self, document: Document, known: Collection[str]) -> None:
        self.document = document
        self.found: list[tuple[str, Span, Span]] = []
        self.problems: list[tuple[str, Flag]] = []
        self._known = known
        self._block_starts = [block.start for block in document.blocks]
        self._words: dict[int, int] = {}
        self._unknown: set[str] = set()

    def read_plain_text(self) -> None:
        """Report comments in plain text, which has none, and say what to do instead."""
        for comment in find_markup_comments(self.document.source):
            if not comment.is_closed:
                continue
            self._malformed(
                Span(comment.start, comment.end),
                "plain text has no comments, so readers would see this one; list the finding's id in the file"
                " that “accept:” in copydesk.yaml names",
            )

    def read_front_matter(self) -> None:
        """Read `copydesk: {disable: [RULE, …]}`, which applies to the whole file."""
        said = self.document.meta.get("copydesk")
        if said is None or not self.document.syntax.has_front_matter:
            return
        key = re.search(r"\bcopydesk\b", self.document.source, re.IGNORECASE)
        place = Span(*key.span()) if key else Span(0, 0)
        names = said.get("disable") if isinstance(said, Mapping) and set(said) == {"disable"} else None
        names = [names] if isinstance(names, str) else names
        if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names):
            self._malformed(place, "“copydesk” in the front matter must be {disable: [RULE, …]}")
            return
        after = place.end
        for name in names:  # in their order, so that the source is gone through once
            at = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(self.document.source, after)
            after = at.end() if at else len(self.document.source)
            self._take(name, Span(0, self._end), Span(*at.span()) if at else place)

    def read_comments(self) -> None:
        """Read all comments in order; a range ends at the next `copydesk-enable` with its name."""
        ranges: dict[str, tuple[int, Span]] = {}
        for directive in filter(
            None, map(self._directive, self.document.syntax.comments(self.document.source))
        ):
            for place in directive.targets:
                name = self.document.source[place.start : place.end]
                if directive.verb == "disable-next-block":
                    self._take_block(name, directive.span, place)
                elif directive.verb == "disable-file":
                    self._take(name, Span(0, self._end), place)
                elif directive.verb == "disable":
                    ranges.setdefault(name, (directive.span.start, place))
                elif name in ranges:
                    start, opened = ranges.pop(name)
                    self._take(name, Span(start, directive.span.end), opened)
                else:
                    self._malformed(place, f"“{name}” is enabled here and was not disabled before")
        for name, (start, opened) in ranges.items():
            self._take(name, Span(start, self._end), opened)

    @property
    def _end(self) -> int:
        return len(self.document.source) + 1

    def _directive(self, comment: Comment) -> _Directive | None:
        span, body = Span(comment.start, comment.end), comment.body
        if not comment.is_closed:
            self._malformed(
                span,
                "this comment is never closed, so it has no effect, and what follows may not be read at all",
            )
            return None
        match = _BODY.match(body)
        verb = match["verb"] if match else ""
        if match is None or verb not in VERBS:
            written = body.split(":")[0].split()[0] if match else " ".join(body.split()[:2])
            # Do not suggest a verb for the rest of the file, unless the comment seems to mean that.
            wide = ("disable",) if "file" in written else ("disable", "disable-file")
            narrow = [each for each in VERBS if each not in wide or not verb.startswith("disable-")]
            near = closest(verb or written.partition(" ")[2], narrow)
            hint = f"did you mean copydesk-{near}?" if near else f"use one of {', '.join(VERBS)}"
            self._malformed(span, f"“{written}” is not a valid suppression; {hint}")
            return None
        first = comment.body_start + match.start("targets")
        targets = [
            Span(first + found.start(), first + found.end()) for found in _TARGET.finditer(match["targets"])
        ]
        if not targets:
            self._malformed(span, f"“copydesk-{verb}” names no rule; write copydesk-{verb} RULE: reason")
            return None
        if match["targets"].count(",") < len(targets) - 1:
            self._malformed(span, "commas stand between rules, and a colon before the reason")
            return None
        return _Directive(span, verb, tuple(targets))

    def _take_block(self, name: str, comment: Span, place: Span) -> None:
        end = self.end_of_block(comment)
        if end is None:
            self._malformed(place, "no block follows that this could hold for")
        else:
            self._take(name, Span(comment.start, end), place)

    def end_of_block(self, comment: Span) -> int | None:
        """Return where the block ends that a comment begins, or else the next one; None if none follows."""
        blocks = self.document.blocks
        around = bisect_right(self._block_starts, comment.start) - 1
        if around >= 0 and blocks[around].end > comment.end and self._words_begin(around) >= comment.start:
            return blocks[around].end
        following = bisect_left(self._block_starts, comment.end)
        return blocks[following].end if following < len(blocks) else None

    def _words_begin(self, index: int) -> int:
        """Return the offset of the first thing in a block that a reader sees."""
        if index not in self._words:
            found = _SEEN.search(self.document.text, self.document.blocks[index].start)
            self._words[index] = found.start() if found else len(self.document.text)
        return self._words[index]

    def _take(self, name: str, region: Span, place: Span) -> None:
        if name in self._known:
            self.found.append((name, region, place))
            return
        self._unknown.add(name)
        near = closest(name, self._known) if len(self._unknown) <= _MOST_HINTS else ""
        hint = f"; did you mean “{near}”?" if near else ""
        self.problems.append((UNKNOWN, Flag(*place, f"there is no rule or family “{name}”{hint}")))

    def _malformed(self, place: Span, message: str) -> None:
        self.problems.append((MALFORMED, Flag(*place, message)))
