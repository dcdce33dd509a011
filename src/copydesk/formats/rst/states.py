"""States: docutils's, but each text is noted with its line, and directives are read by what their content is."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.parsers.rst import states
from docutils.utils import Reporter

from copydesk.formats.decoding.encodings import NotText
from copydesk.formats.rst.directive_blocks import Argument, Directive, prose_directive
from copydesk.formats.rst.inline import InlineReader
from copydesk.formats.rst.tables import PARSERS

_MARKS = ("..", "__")
_DRAWN = "+-= \t"
"""What the lines of a table are drawn with."""
_MOST_STEPS = 100_000
"""So many steps are made through a document; a book takes some ten thousand. docutils keeps up to 3 KB for each."""
_TOO_MANY = (
    "it has far more headings, entries, marks and paragraphs than any article; split it, or exclude it"
)


class InlineText(nodes.Inline, nodes.TextElement):  # type: ignore[misc]
    """A text in the tree: its line, counted from 0, what it says and what readers see of it."""

    def __init__(self, line: int, text: str, shown: str) -> None:
        super().__init__()
        self.line, self.words, self.shown = line, text, shown


class Noted(nodes.comment):  # type: ignore[misc]
    """A comment in the tree: the lines that it starts and ends on, from 0, and how far from its line's end it is."""

    def __init__(self, first: int, last: int, before_end: int, text: str) -> None:
        super().__init__(text, text)
        self.first, self.last, self.before_end = first, last, before_end


class UnreadDirective(nodes.Invisible, nodes.Element):  # type: ignore[misc]
    """A directive in the tree whose content is not read: its lines."""

    def __init__(self, lines: str) -> None:
        super().__init__()
        self.lines = lines

    def astext(self) -> str:
        """Return its lines."""
        return self.lines


class _Counted(nodes.document):  # type: ignore[misc]
    """The tree of a document, which counts the steps of docutils through its lines.

    Raises:
        NotText: there are too many.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._left = _MOST_STEPS

    def spend(self) -> None:
        """Count a step."""
        self._left -= 1
        if self._left < 0:
            raise NotText(_TOO_MANY)

    def note_source(self, source: str | None, offset: int | None) -> None:
        """Take the line of the next step."""
        self.spend()
        super().note_source(source, offset)


class _Reading:
    """What is ours in every state."""

    nested_sm_cache: list[Any] = []  # noqa: RUF012 - docutils's own is for docutils's states

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)  # type: ignore[call-arg]
        self.nested_sm_kwargs = {"state_classes": STATES, "initial_state": "Body"}

    def inline_text(self: Any, text: str, lineno: int) -> tuple[list[InlineText], list[Any]]:
        """One node for all of a text."""
        shown = self.inliner.read(text, lineno, self.memo, self.parent)
        return [InlineText(self._line(lineno), text, shown)], []

    def comment(self: Any, match: re.Match[str]) -> tuple[list[Noted], bool]:
        """Return a comment, with its lines."""
        first = self._line()
        (comment,), blank_finish = super().comment(match)  # type: ignore[misc]
        return [Noted(first, self._line(), len(match.string), comment.astext())], blank_finish

    def directive(self: Any, match: re.Match[str], **presets: Any) -> tuple[list[Any], bool]:
        """Return the text for readers in a directive. One meant for copydesk is treated as a malformed comment."""
        name = match[1].lower()
        if name.startswith("copydesk"):
            found: tuple[list[Any], bool] = self.comment(match)
            return found
        lines, _indent, offset, blank_finish = self.state_machine.get_first_known_indented(
            match.end(), strip_top=0
        )
        directive = None if presets else prose_directive(name)  # with presets it defines a substitution
        if presets:
            return [], blank_finish
        if directive is None or not lines:
            return [UnreadDirective("\n".join((match.group(), *lines)))], blank_finish
        return [self._content(directive, lines, offset)], blank_finish

    def table(self: Any, isolate_function: Any, parser_class: Any) -> Any:
        """Read a table in a time that is in proportion to its length."""
        return super().table(isolate_function, PARSERS[parser_class])  # type: ignore[misc]

    def malformed_table(
        self: Any,
        block: Any,
        detail: str = "",  # noqa: ARG002 - docutils names it
        offset: int = 0,  # noqa: ARG002
    ) -> list[Any]:
        """Return the words of a table that docutils cannot read, line by line."""
        block.replace(self.double_width_pad_char, "")
        first = self.state_machine.abs_line_number() - len(block) + 1
        cells = nodes.container(place="table")
        for lineno, line in enumerate(block, first):
            for cell in line.split("|") if line.lstrip().startswith(("|", "+")) else [line]:
                if words := cell.strip(_DRAWN):
                    cells += self.inline_text(words, lineno)[0]
        return [cells]

    def explicit_list(self: Any, blank_finish: bool) -> None:
        """Read the marks that follow one, such as targets, up to a line that begins a new block.

        docutils hands on all lines that follow, however often that is.
        """
        machine = self.state_machine
        lines, first = machine.input_lines, machine.line_offset + 1
        if first >= len(lines) or not lines[first].startswith(_MARKS):
            return
        end = first
        while end < len(lines) and (end == first or lines[end - 1].strip() or not lines[end][:1].strip()):
            end += 1
        behind, _ = self.nested_list_parse(
            lines[first:end],
            input_offset=machine.abs_line_offset() + 1,
            node=self.parent,
            initial_state="Explicit",
            blank_finish=blank_finish,
        )
        last = machine.abs_line_offset() + end - first
        self.goto_line(min(behind, last) if end < len(lines) else behind)

    def quoted_literal_block(self: Any) -> list[Any]:
        """Read a literal block by its quotation marks, up to the next empty line.

        docutils hands on all lines that follow, however often that is.
        """
        machine = self.state_machine
        lines, first = machine.input_lines, machine.line_offset
        begin = next((at for at in range(first, len(lines)) if lines[at].strip()), len(lines))
        end = next((at for at in range(begin, len(lines)) if not lines[at].strip()), len(lines))
        block = nodes.Element()
        behind = self.nested_parse(
            lines[first : end + 1],
            machine.abs_line_offset(),
            block,
            match_titles=False,
            state_machine_kwargs={
                "state_classes": (states.QuotedLiteralBlock,),
                "initial_state": "QuotedLiteralBlock",
            },
        )
        self.goto_line(behind)
        return list(block.children)

    def _content(self: Any, directive: Directive, lines: Any, offset: int) -> Any:
        if not lines[0].strip():
            lines.trim_start()
            offset += 1
        blank = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
        is_option = re.compile(states.Body.patterns["field_marker"]).match
        options = next((at for at in range(blank) if is_option(lines[at])), blank)
        parts = nodes.container(place=directive.place)
        if directive.argument is Argument.TITLE and options:
            text = "\n".join(lines[:options])
            parts += nodes.container("", *self.inline_text(text, offset + 1)[0], place=directive.title_place)
        elif directive.argument is Argument.VERSION and options:
            lines.trim_left(len(lines[0]) - len(lines[0].partition(" ")[2]), end=1)
        if directive.argument in (Argument.CONTENT, Argument.VERSION):
            if options == blank:
                blank = 0  # argument and content are one text
            else:
                self.nested_parse(lines[:options], offset, parts)
        self.nested_parse(lines[blank:], offset + blank, parts)
        return parts

    def _line(self: Any, lineno: int | None = None) -> int:
        _source, line = self.state_machine.get_source_and_line(lineno)
        return (line or 1) - 1


def _construct(method: Any) -> Any:
    return _Reading.directive if method is states.Body.directive else method


_Reading.explicit = SimpleNamespace(  # type: ignore[attr-defined]
    patterns=states.Body.explicit.patterns,
    constructs=[(_construct(method), pattern) for method, pattern in states.Body.explicit.constructs],
)
STATES = tuple(type(state.__name__, (_Reading, state), {}) for state in states.state_classes)
"""docutils finds its states by their names, so ours have the same."""


def parse_lines(lines: list[str], settings: Any, inliner: InlineReader | None = None) -> Any:
    """Return the tree of a document of these lines, with `InlineText` for texts and `Noted` for comments.

    `inliner` reads the texts, and keeps the names in them.

    Raises:
        NotText: there are too many headings, entries, marks and paragraphs.
    """
    reporter = Reporter("", report_level=5, halt_level=5, stream=False)
    document = _Counted(settings, reporter, source="")
    machine = states.RSTStateMachine(STATES, "Body")
    machine.run(lines, document, inliner=inliner or InlineReader())
    return document
