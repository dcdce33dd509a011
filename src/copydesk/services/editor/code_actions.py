"""Code actions: what an editor offers at a finding: to mend it, to let it pass, to say that two people are two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol import types as lsp

from copydesk.findings import Finding
from copydesk.run.fixes.decisions import Decisions
from copydesk.run.fixes.edits import Edit
from copydesk.services.editor.positions import LinePositions

ACCEPT, TWO_PEOPLE = "copydesk.accept", "copydesk.twoPeople"
FIX_ALL = "source.fixAll.copydesk"


def quick_fixes(
    finding: Finding,
    shown: lsp.Diagnostic,
    decisions: Decisions,
    names: Sequence[str],
    uri: str,
    lines: LinePositions,
) -> Iterator[lsp.CodeAction]:
    """Yield what can be done about one finding.

    Args:
        finding: the finding.
        shown: the diagnostic that shows it.
        decisions: tells which edits harm no markup.
        names: other people for whom the flagged name may have been taken.
        uri: the address of the article.
        lines: its lines.
    """
    if finding.is_failure:
        return

    def changing(title: str, edit: Edit, *, preferred: bool = False) -> lsp.CodeAction:
        change = lsp.TextEdit(lines.range(edit.start, edit.end), edit.text)
        return lsp.CodeAction(
            title,
            lsp.CodeActionKind.QuickFix,
            diagnostics=[shown],
            is_preferred=preferred or None,
            edit=lsp.WorkspaceEdit(changes={uri: [change]}),
        )

    def calling(title: str, command: str, *arguments: str) -> lsp.CodeAction:
        called = lsp.Command(title, command, arguments=[uri, finding.id, *arguments])
        return lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, diagnostics=[shown], command=called)

    for text in finding.suggestions:
        if edit := decisions.replacement(finding, text):
            yield changing(f"Write “{text}”" if text else "Delete it", edit, preferred=finding.fixable)
    if edit := decisions.deletion(finding):
        yield changing("Delete this leftover", edit, preferred=not finding.stays)
    if edit := decisions.suppression(finding):
        yield changing(f"Let {finding.rule} pass here", edit)
    if edit := decisions.suppression_in_file(finding):
        yield changing(f"Let {finding.rule} pass in this file", edit)
    yield calling(f"Let this finding of {finding.rule} pass (in the list of accepted findings)", ACCEPT)
    for name in names:
        yield calling(f"“{finding.excerpt}” and “{name}” are both right: two names", TWO_PEOPLE, name)


def fix_all(old: str, new: str, uri: str, lines: LinePositions) -> lsp.CodeAction:
    """Return the action that makes all safe fixes: it changes one text to another, line by line."""
    edits = list(_changed_lines(old, new, lines))
    return lsp.CodeAction(
        "Make all safe fixes of copydesk", FIX_ALL, edit=lsp.WorkspaceEdit(changes={uri: edits})
    )


def _changed_lines(old: str, new: str, lines: LinePositions) -> Iterator[lsp.TextEdit]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    for kind, first, last, left, right in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield lsp.TextEdit(lines.range(starts[first], starts[last]), "".join(after[left:right]))
