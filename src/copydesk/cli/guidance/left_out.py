"""What is left out: find out which lines have changed, and tell what a run does not show and does not check."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.streams import print_line
from copydesk.formats.registry import suffixes
from copydesk.run.discovery import skipped
from copydesk.support.limits import going_on
from copydesk.support.paths import display_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.config.request import RunOptions
    from copydesk.run.narrowing.changed_lines import Changes
    from copydesk.run.narrowing.known_findings import Entry
    from copydesk.run.result import RunResult
    from copydesk.run.session import Session

_STALE_SHOWN = 20
_MOST_SKIPPED = 200
_MOST_REASONS = 3
"""So many reasons why nothing is checked are told."""
_MOST_LOOKED_AT = 5_000
"""The most files of a folder that are looked at to tell why none of them is checked."""


def changed_lines(options: RunOptions, values: dict[str, Any]) -> tuple[RunOptions, Changes | None]:
    """Find what has changed, if the options ask for it; staged content is then read instead of the working files."""
    if values["staged"] and values["diff_base"]:
        raise click.UsageError("--staged and --diff-base exclude each other")
    if not values["staged"] and not values["diff_base"]:
        return options, None
    from copydesk.run.narrowing.changed_lines import changes_since, staged_changes

    if values["staged"]:
        changes = staged_changes()
        return options._replace(contents=changes.contents, removed=changes.removed), changes
    changes = changes_since(values["diff_base"])
    return options._replace(contents=changes.contents), changes


def left_out_note(
    paths: Sequence[Path], session: Session, result: RunResult, baseline: Path | None, changes: Changes | None
) -> str:
    """Return sentences about the findings that are not shown, and the named files that are not checked; empty if there
    are none.
    """
    excluded = _excluded(paths, session, result.paths.values())
    hidden = []
    if known := result.hidden["baseline"]:
        hidden.append(f"{count(known, 'finding')} listed in {baseline}")
    if elsewhere := result.hidden["changed lines"]:
        hidden.append(f"{count(elsewhere, 'finding')} on lines that have not changed")
    notes = [f"Not shown: {', '.join(hidden)}."] if hidden else []
    if silent := silent_note(result):
        notes.append(silent)
    if excluded:
        notes.append(f"Not checked: {excluded}" if result.paths else excluded)
    if changes:
        notes += _not_in_commit(paths, session, result, changes)
    return " ".join(notes)


def _not_in_commit(
    paths: Sequence[Path], session: Session, result: RunResult, changes: Changes
) -> Iterator[str]:
    """Yield sentences on the named files and the configurations that the next commit does not have."""
    named = [path for path in paths if not _is_folder(Path(os.path.abspath(path)), result)]
    if unknown := list(filter(changes.leave_out, named)):
        verb = "are" if len(unknown) > 1 else "is"
        yield (
            f"{_first_of(unknown)} {verb} not in the next commit, so nothing is shown for"
            f" {'them' if len(unknown) > 1 else 'it'}; “git add” puts {'them' if len(unknown) > 1 else 'it'} there."
        )
    if not changes.untracked_are_new:
        from copydesk.run.narrowing.working_tree.unstaged_settings import unstaged_settings

        yield from unstaged_settings(session, result, changes)


def silent_note(result: RunResult, before: RunResult | None = None) -> str:
    """Return a sentence on leftovers that are left out because the article may be the site's own; empty if there are
    none. It names the first file by its name, of a run `before` the fixes if there is one, as `check` does.
    """
    if not result.silent:
        return ""
    import shlex

    lines = count(sum(result.silent.values()), "possible leftover")
    told = result.silent.keys() & before.silent.keys() if before else result.silent
    first = min(told or result.silent)
    files = f"{len(result.silent):,} files that" if len(result.silent) > 1 else f"{first}, which"
    return f"Left out: {lines} in {files} may be your own text; “copydesk inspect {shlex.quote(first)}” says why."


def unchecked_note(
    paths: Sequence[Path], session: Session, files: Iterable[Path], *, done: str = "check"
) -> str:
    """Return sentences on the named files and folders that are not among the checked files; empty if all are. `done` is
    what is done to files.
    """
    files = tuple(files)
    excluded = _excluded(paths, session, files)
    start = f"Not {done}ed" if files else f"No files to {done}"
    return f"{start}: {excluded}" if excluded else ""


def _excluded(paths: Sequence[Path], session: Session, files: Iterable[Path]) -> str:
    """Return sentences on the named files and folders of which nothing is checked: by what, and how to check them."""
    checked = set(files)
    named = [Path(os.path.abspath(path)) for path in paths or (Path(),)]
    reasons: dict[str, list[Path]] = {}
    for path in named:
        if (
            path in checked
            or path in session.options.removed
            or any(path in each.parents for each in checked)
        ):
            continue
        is_folder = os.path.isdir(path)  # noqa: PTH112 - which never raises
        reason = _why_nothing(path, session) if is_folder else _why_not(path, session)
        reasons.setdefault(reason, []).append(path)
    return " ".join(_sentence(each, reason) for reason, each in reasons.items())


def _sentence(files: Sequence[Path], reason: str) -> str:
    verbs = ("is", "are") if reason.startswith("excluded") else ("holds", "hold")
    return f"{_first_of(files)} {verbs[len(files) > 1]} {reason}."


def _why_not(file: Path, session: Session) -> str:
    """Return why a file is not checked, and how to check it."""
    if reason := session.config.exclusion_of(file):
        is_pattern = reason.startswith("“exclude”")
        return f"excluded by {reason}" + ("; with --exclude '' these patterns do not count" * is_pattern)
    if session.options.force_exclude:
        return "excluded by .gitignore and --force-exclude; without that option it is checked if it is named"
    return "excluded for a reason that was told before"


def _why_nothing(folder: Path, session: Session) -> str:
    """Return why no file in a folder is checked: with the first file or folder for each reason if there are several."""
    first: dict[str, Path] = {}
    for path, reason in islice(
        skipped([folder], session.config.exclusion_of, session.config.refuses_folder), _MOST_LOOKED_AT
    ):
        if reason.startswith("excluded") or not path.name.startswith("."):
            first.setdefault(reason, path)
    if len(first) > 1:
        told = [
            f"{display_path(path)} is skipped, because {_as_clause(reason)}" for reason, path in first.items()
        ]
        return f"no articles to check: {'; '.join(told[:_MOST_REASONS])}"
    for reason, path in first.items():
        if session.config.exclusion_of(path):
            return _why_not(path, session)
        if reason.startswith("excluded"):
            return f"{reason}; name the files themselves to check them"
        return f"no articles; {display_path(path)} is skipped, because {reason}"
    nothing = f"no articles (files that end in {' '.join(sorted(suffixes()))} and are not hidden)"
    if _has_collection(folder):
        import shlex

        return f"{nothing}, but records; type: copydesk scan {shlex.quote(display_path(folder))}"
    return nothing


def _has_collection(folder: Path) -> bool:
    """Tell whether there is a file of records in a folder, as far as it can be read."""
    from copydesk.services.collections.shards import is_collection

    with going_on():
        return any(map(is_collection, islice(folder.rglob("*"), _MOST_LOOKED_AT)))
    return False


def _as_clause(reason: str) -> str:
    return f"it is {reason}" if reason.startswith("excluded") else reason


def _is_folder(path: Path, result: RunResult) -> bool:
    """Tell whether this is a folder, or was one until it was deleted after its files were staged."""
    return os.path.isdir(path) or any(path in file.parents for file in result.paths.values())  # noqa: PTH112 - which never raises


def _first_of(files: Sequence[Path]) -> str:
    others = f" and {count(len(files) - 1, 'more path')}" if len(files) > 1 else ""
    name = display_path(Path(os.path.abspath(files[0])))
    return f"{'the working folder' if name == '.' else name}{others}"


def skipped_lines(session: Session, paths: Sequence[Path]) -> Iterator[str]:
    """Yield a line for each file and folder that is skipped in the named folders, with the reason."""
    found = skipped(paths or (Path(),), session.config.exclusion_of, session.config.refuses_folder)
    for path, reason in islice(found, _MOST_SKIPPED):
        yield f"copydesk: {display_path(path)}: skipped: {reason}"
    if more := sum(1 for _ in islice(found, _MOST_LOOKED_AT)):
        yield f"copydesk: and {'at least ' if more == _MOST_LOOKED_AT else ''}{more:,} more skipped"


def _rules_left_out(session: Session, result: RunResult) -> str:
    if not (rules := session.config.left_out(result.paths.values())):
        return ""
    from copydesk.engine.extras import note_on_rules_left_out  # imported only where there are any

    return note_on_rules_left_out(rules)


def left_out_beside(session: Session, result: RunResult) -> str:
    """Return sentences on what standard error tells before a report: the reports and the rules that are left out."""
    notes = []
    if files := sorted(map(display_path, session.reports)):
        notes.append(f"Not checked, as reports of copydesk: {', '.join(files)}.")
    if note := _rules_left_out(session, result):
        notes.append(note)
    return " ".join(notes)


def print_reports_left_out(session: Session, *, done: str = "checked") -> None:
    """Print which files in named folders are reports of copydesk, and therefore left out; on standard error."""
    if files := sorted(session.reports):
        several = len(files) > 1
        print_line(
            f"copydesk: not {done}: {_first_of(files)} {'are reports' if several else 'is a report'} of copydesk; name"
            f" {'them' if several else 'it'} to check {'them' if several else 'it'}",
            err=True,
        )


def print_rules_left_out(session: Session, result: RunResult) -> None:
    """Print which rules of the preset do not run because a library is not installed, and which files are left out as
    reports; on standard error.
    """
    print_reports_left_out(session)
    if note := _rules_left_out(session, result):
        print_line(f"copydesk: {note}", err=True)


def print_stale(baseline: Path, entries: Sequence[Entry]) -> None:
    """Print the lines of a baseline without a finding: on standard error, so that the report is not changed."""
    if entries:
        which = "1 listed finding is" if len(entries) == 1 else f"{len(entries):,} listed findings are"
        them = "its line" if len(entries) == 1 else "their lines"
        print_line(
            f"{baseline}: {which} no longer there; “copydesk baseline prune” removes {them} from the list:",
            err=True,
        )
        for entry in entries[:_STALE_SHOWN]:
            print_line(f"  {entry.path}: {entry.rule}: {entry.excerpt}", err=True)
        if len(entries) > _STALE_SHOWN:
            print_line(f"  and {len(entries) - _STALE_SHOWN:,} more", err=True)
