"""Suppressions: what an article's own comments and front matter say to let pass.

    <!-- copydesk-disable-next-block doubled-word: a song's refrain -->   the block that follows
    <!-- copydesk-disable names, quotes -->  …  <!-- copydesk-enable names, quotes -->
    <!-- copydesk-disable-file dates -->

Templates and MDX have `{# … #}`, `{% comment %} … {% endcomment %}` and `{/* … */}`; front matter has
`copydesk: {disable: [dates]}`. A rule or family is always named, a reason may follow a colon. A `copydesk-disable` that
is never enabled again holds to the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from copydesk.document import Document
from copydesk.findings import Finding, Flag, Span, Suppression
from copydesk.linter import Result, locate
from copydesk.rules import Rule

MALFORMED = Rule(
    id="malformed-suppression",
    family="suppression",
    check=lambda _document: (),
    summary="A comment reads like a suppression and is none, so it has no effect.",
    why="Write copydesk-disable-next-block, copydesk-disable, copydesk-enable or copydesk-disable-file, then rules or\n"
    "families with commas between, and, if you like, a colon and the reason.",
)
UNKNOWN = Rule(
    id="unknown-suppression",
    family="suppression",
    check=lambda _document: (),
    summary="A suppression names a rule or family that does not exist.",
    why="The name is mistyped, or the rule has been renamed; “copydesk rules” lists them all.",
)
UNUSED = Rule(
    id="unused-suppression",
    family="suppression",
    check=lambda _document: (),
    summary="A suppression lets nothing pass.",
    why="The fault has been mended, or has moved. Left in place, the suppression would hide the next one.",
)
SUPPRESSION_RULES = {rule.id: rule for rule in (MALFORMED, UNKNOWN, UNUSED)}
"""What is said of suppressions themselves; they can be switched off and set like any rule."""

VERBS = ("disable-next-block", "disable", "enable", "disable-file")

_DIRECTIVE = r"(?P<{0}>copydesk(?:-|:?\s+(?=(?:disable|enable|ignore|allow)\b))[\s\S]*?)"
_COMMENT = "|".join(
    (
        r"<!---?\s*" + _DIRECTIVE.format("html") + r"\s*-?-->",
        r"\{#-?\s*" + _DIRECTIVE.format("jinja") + r"\s*-?#\}",
        r"\{/\*\s*" + _DIRECTIVE.format("mdx") + r"\s*\*/\}",
        r"\{%-?\s*comment\s*-?%\}\s*" + _DIRECTIVE.format("liquid") + r"\s*\{%-?\s*endcomment\s*-?%\}",
    )
)
_CODE = (
    r"^[ >]*(?P<fence>`{3,}|~{3,})[\s\S]*?(?:^[ >]*(?P=fence)|\Z)"
    r"|(?P<ticks>`+)(?!`)[^`][\s\S]*?(?<!`)(?P=ticks)(?!`)"
)
_MARKDOWN = ("markdown", "mdx")
_BODY = re.compile(r"copydesk-(?P<verb>[\w-]*)(?P<targets>[^:]*)(?::[\s\S]*)?\Z")
_TARGET = re.compile(r"[^\s,]+")


class _Directive(NamedTuple):
    """A comment's verb, and the places of the names in it."""

    span: Span
    verb: str
    targets: tuple[Span, ...]


def with_suppressions(
    result: Result, document: Document, active: Iterable[Rule], catalogue: Mapping[str, Rule]
) -> Result:
    """A document's result with its suppressions, and with findings of those that cannot work.

    Nothing is let pass yet: rules that compare documents have still to speak (see `let_pass`).
    """
    if "copydesk" not in document.source:
        return result
    reader = _Reader(document, catalogue)
    if document.format == "text":
        reader.read_plain_text()
    else:
        reader.read_front_matter()
        reader.read_comments()
    rules = {rule.id: rule for rule in active}
    problems = [(rules[rule.id], flag) for rule, flag in reader.problems if rule.id in rules]
    suppressions = [
        Suppression(name, *region, _unused(document, name, place, rules, catalogue))
        for name, region, place in reader.found
    ]
    findings = sorted([*result.findings, *locate(document, problems)])
    return replace(result, findings=tuple(findings), suppressions=tuple(suppressions))


def let_pass(findings: Iterable[Finding], results: Iterable[Result]) -> list[Finding]:
    """The findings that no suppression covers, and one of `unused-suppression` for each that covers none."""
    by_path = {result.path: result.suppressions for result in results if result.suppressions}
    used: set[tuple[str, Suppression]] = set()

    def covered(finding: Finding) -> bool:
        covering = [
            each
            for each in by_path.get(finding.path, ())
            if each.target in (finding.rule, finding.family)
            and each.start <= finding.start < each.end
            and finding.family != "engine"
        ]
        used.update((finding.path, each) for each in covering)
        return bool(covering)

    kept = [finding for finding in findings if not covered(finding)]
    unused = [
        each.unused
        for path, suppressions in by_path.items()
        for each in suppressions
        if each.unused and (path, each) not in used
    ]
    return kept + [finding for finding in unused if not covered(finding)]


def _unused(
    document: Document, name: str, place: Span, active: Mapping[str, Rule], catalogue: Mapping[str, Rule]
) -> Finding | None:
    """What to say if the suppression lets nothing pass; None if what it names may not have run, or not all of it.

    A rule that compares documents has run only if the others are there too, which a hook on one file cannot tell.
    """
    named = [rule.id for rule in catalogue.values() if name == rule.id] or [
        rule.id for rule in catalogue.values() if name == rule.family and rule.preset == "recommended"
    ]
    ran = bool(named) and all(id_ in active and not active[id_].gather for id_ in named)
    if UNUSED.id not in active or not ran or name == UNUSED.family:
        return None
    message = f"there is nothing of “{name}” here to let pass; the suppression can go"
    return locate(document, [(active[UNUSED.id], Flag(*place, message))])[0]


class _Reader:
    """Collects what a document says.

    Attributes:
        found: the name, the region it is let pass in, and where the name stands.
        problems: flags of suppressions that cannot work.
    """

    def __init__(self, document: Document, catalogue: Mapping[str, Rule]) -> None:
        self.document = document
        self.found: list[tuple[str, Span, Span]] = []
        self.problems: list[tuple[Rule, Flag]] = []
        self._known = catalogue.keys() | {rule.family for rule in catalogue.values()}

    def read_plain_text(self) -> None:
        """Plain text has no comments: whoever writes one is told what to do."""
        for match in re.finditer(_COMMENT, self.document.source):
            self._malformed(
                Span(*match.span()),
                "plain text has no comments, so readers would see this one; list the finding's id in the file"
                " that “accept:” in copydesk.yaml names",
            )

    def read_front_matter(self) -> None:
        """`copydesk: {disable: [RULE, …]}` holds for the whole file."""
        said = self.document.meta.get("copydesk")
        if said is None or self.document.format not in _MARKDOWN:
            return
        key = re.search(r"\bcopydesk\b", self.document.source, re.IGNORECASE)
        place = Span(*key.span()) if key else Span(0, 0)
        names = said.get("disable") if isinstance(said, Mapping) and set(said) == {"disable"} else None
        names = [names] if isinstance(names, str) else names
        if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names):
            self._malformed(place, "“copydesk” in the front matter takes {disable: [RULE, …]}")
            return
        for name in names:
            at = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(self.document.source, place.end)
            self._take(name, Span(0, self._end), Span(*at.span()) if at else place)

    def read_comments(self) -> None:
        """All comments, in order; ranges are closed by the `copydesk-enable` that follows."""
        ranges: dict[str, tuple[int, Span]] = {}
        for directive in self._directives():
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

    def _directives(self) -> Iterator[_Directive]:
        code = f"(?:{_CODE})|" if self.document.format in _MARKDOWN else ""
        for match in re.finditer(code + _COMMENT, self.document.source, re.MULTILINE):
            group = next((name for name in ("html", "jinja", "mdx", "liquid") if match[name]), None)
            if group and (
                directive := self._directive(Span(*match.span()), match[group], match.start(group))
            ):
                yield directive

    def _directive(self, span: Span, body: str, start: int) -> _Directive | None:
        match = _BODY.match(body)
        verb = match["verb"] if match else ""
        if match is None or verb not in VERBS:
            written = body.split(":")[0].split()[0] if match else " ".join(body.split()[:2])
            near = get_close_matches(verb or written.partition(" ")[2], VERBS, 1)
            hint = f"did you mean copydesk-{near[0]}?" if near else f"there are {', '.join(VERBS)}"
            self._malformed(span, f"“{written}” is no suppression; {hint}")
            return None
        first = start + match.start("targets")
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
        text = self.document.text
        for block in self.document.blocks:
            begins_here = block.start <= comment.start and not text[block.start : comment.start].strip(
                "\0 \t\r\n"
            )
            if block.end > comment.end and (block.start >= comment.end or begins_here):
                self._take(name, Span(comment.start, block.end), place)
                return
        self._malformed(place, "no block follows that this could hold for")

    def _take(self, name: str, region: Span, place: Span) -> None:
        if name in self._known:
            self.found.append((name, region, place))
            return
        near = get_close_matches(name, self._known, 1)
        hint = f"; did you mean “{near[0]}”?" if near else ""
        self.problems.append((UNKNOWN, Flag(*place, f"there is no rule or family “{name}”{hint}")))

    def _malformed(self, place: Span, message: str) -> None:
        self.problems.append((MALFORMED, Flag(*place, message)))
