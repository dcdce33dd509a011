"""copydesk fix: apply the safe fixes, or show them."""

from __future__ import annotations

import os
import re
from difflib import diff_bytes, unified_diff
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, exit_status, usage_errors
from copydesk.cli.group import check_surroundings
from copydesk.cli.guidance.left_out import print_rules_left_out, silent_note, unchecked_note
from copydesk.cli.guidance.next_step import arguments_for_fix
from copydesk.cli.options import ANY_PATH, against, configuration, exclusion, run_options, selection
from copydesk.cli.outputs import outputs_of, report_of, write_report
from copydesk.cli.stdin import (
    STDIN,
    read_stdin,
    returning_stdin,
    stdin_filename,
    with_named_stdin,
    with_stdin,
)
from copydesk.cli.streams import print_bytes, print_line, print_patch
from copydesk.report.escaping import is_harmless
from copydesk.run.fixes.loop import FixResult, fix
from copydesk.run.session import Session
from copydesk.support.paths import display_path
from copydesk.support.plurals import count, shown_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG = re.compile(r"<[^<>]*>")
_SHOWN = 10
"""The most leftovers that are named because they are not deleted."""


class _Filter(click.Command):
    """A command that returns the text from standard input even if its options are wrong.

    An editor puts what comes out in the place of its text.
    """

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        with returning_stdin(args):
            return super().make_context(info_name, args, parent, **extra)


@click.command("fix", cls=_Filter)
@click.argument("paths", nargs=-1, type=ANY_PATH)
@click.option("--diff", is_flag=True, help="Show the changes as a diff, and write nothing.")
@click.option(
    "--suggested",
    is_flag=True,
    help="Also apply single suggestions that are not safe, and delete lines that hold nothing but boilerplate.",
)
@selection
@configuration
@exclusion
@against
@click.option(
    "--baseline", type=ANY_PATH, metavar="FILE", help="Leave the findings that this file lists as they are."
)
@stdin_filename
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if findings are left.")
@click.option("--quiet", "-q", is_flag=True, help="Print only the diff, and what could not be done.")
def command(paths: tuple[Path, ...], diff: bool, suggested: bool, quiet: bool, **values: Any) -> int:
    """Apply the safe fixes to files and folders: the working folder if no PATH is named.

    If PATH is "-", the text is read from standard input, and the fixed text is written to standard output: the text as
    it came in if nothing can be fixed.

    A fix is safe if it cannot change what the text says, such as writing a font's ligature as two letters. With
    --suggested, single suggestions of other rules are applied too, and lines that hold nothing but boilerplate are
    deleted, but for findings of severity info whose rule is not selected by name; a line with other text stays, and a
    message says so. Markup, encoding and
    line ends stay as they are. The exit status is that of check: 0 no finding left with the severity --fail-on or a
    higher one, 1 findings left (with --diff: found), 2 a file could not be read, checked or written.
    """
    paths = with_named_stdin(paths, values["stdin_filename"])
    is_filter = STDIN in paths
    text = read_stdin() if is_filter else b""
    failed, held_back = [], []
    try:
        check_surroundings()
        if is_filter and len(paths) > 1:
            raise click.UsageError(
                "“-” cannot be used with other paths: the fixed text goes to standard output"
            )
        with usage_errors():
            paths, options = with_stdin(paths, run_options(values), values["stdin_filename"], text)
            session = Session(options._replace(shows_each_fault=suggested))
            fixes = fix(session, paths or (Path(),), suggested=suggested, baseline=values["baseline"])
            if diff:
                held_back = _print_diff(fixes)
            elif is_filter:
                text = next(iter(fixes.contents.values()), text)
            else:
                failed = fixes.write()
                fixes = fixes.without(file for file, _ in failed)
            result = fixes.before if diff else fixes.after
            if not quiet:
                print_rules_left_out(session, result)
            if diff or quiet:
                for finding in filter(attrgetter("is_failure"), result.findings):
                    print_line(f"copydesk: {finding.path}: {finding.message}", err=True)
            elif result.findings:
                report = report_of(session, result, quiet=True)
                write_report(outputs_of(("concise",), session), report, err=is_filter)
            for file, reason in failed:
                print_line(f"copydesk: {display_path(file)}: not written: {reason}", err=True)
            for file in held_back:
                print_line(
                    f"copydesk: {display_path(file)}: its diff is not printed: it contains characters or words that a"
                    " terminal or a CI log would take for a command; write it to a file (copydesk fix --diff > FILE)",
                    err=True,
                )
            for line in () if quiet else _on_what_is_not_deleted(fixes, diff=diff, is_filter=is_filter):
                print_line(f"copydesk: {line}", err=True)
            for path, reason in fixes.refused.items():
                print_line(f"copydesk: {path}: not fixed: {reason}", err=True)
            if not quiet:
                # Of what was refused the reason has been told.
                others = [
                    path for path in paths if display_path(Path(os.path.abspath(path))) not in fixes.refused
                ]
                is_told = paths and not others
                unchecked = "" if is_told else unchecked_note(others, session, fixes.before.paths.values())
                told = (_summary(fixes, diff=diff) if fixes.before.paths or not unchecked else "", unchecked)
                print_line(" ".join(filter(None, told)), err=diff or is_filter)
            status = CANNOT if failed or held_back or fixes.refused else exit_status(session, result)
            return CLEAN if values["exit_zero"] and status != CANNOT else status
    finally:
        if is_filter and not diff:
            print_bytes(text)


def _on_what_is_not_deleted(fixes: FixResult, *, diff: bool, is_filter: bool) -> Iterator[str]:
    """Yield lines on the leftovers that stay: where each stands in the file as it is now, why, and what can be done."""
    now = {each.id: each for each in (fixes.before if diff else fixes.after).findings}
    for stays in fixes.undeleted[:_SHOWN]:
        finding = now.get(stays.finding.id, stays.finding)
        place = f"{finding.path}:{finding.line}:{finding.column}"
        words = " ".join(_TAG.sub(" ", finding.excerpt).split()) or finding.excerpt
        yield f"{place}: {shown_value(words)} is not deleted: {stays.reason}; delete it by hand"
    if (others := len(fixes.undeleted) - _SHOWN) > 0:
        again = arguments_for_fix()
        way = f"; “copydesk review{again}” goes through what is left, one by one" * (not is_filter)
        yield f"{count(others, 'more leftover')} not deleted{way}"


def _print_diff(fixes: FixResult) -> list[Path]:
    """Print the diff, and return the files whose diff is held back, as it could give orders to a log."""
    folder = _folder_of_patch(fixes.contents)
    if folder != Path.cwd():
        print_line(f"copydesk: the paths in this diff begin at {folder}: apply it there", err=True)
    return [
        file
        for file, new in sorted(fixes.contents.items())
        if not print_patch(list(_diff(Path(file).relative_to(folder).as_posix(), fixes.originals[file], new)))
    ]


def _folder_of_patch(files: Iterable[Path]) -> Path:
    """Return the working folder, or the one above it that holds all the files: a patch cannot lead out of a folder."""
    return Path(os.path.commonpath([Path.cwd(), *(file.absolute().parent for file in files)]))


def _diff(path: str, old: bytes, new: bytes) -> Iterator[bytes]:
    lines = diff_bytes(
        unified_diff, _lines(old), _lines(new), _name_in_patch(f"a/{path}"), _name_in_patch(f"b/{path}")
    )
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _name_in_patch(path: str) -> bytes:
    """Return a file's name as git writes it into patches: quoted, with octal escapes, if a log could misread it."""
    name = path.encode("utf-8", "surrogateescape")
    if path.isprintable() and is_harmless(path) and not {'"', "\\"} & set(path):
        return name
    return b'"%s"' % re.sub(rb"[^\w/. -]", lambda match: b"\\%03o" % match[0][0], name)


def _lines(data: bytes) -> list[bytes]:
    """Split data into lines as patch tools do: only at line feeds."""
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + [
        line for line in data.split(b"\n")[-1:] if line
    ]


def _summary(fixes: FixResult, *, diff: bool) -> str:
    made, files = count(fixes.fixed.total(), "fix", "fixes"), count(len(fixes.contents), "file")
    left = count(len(fixes.after.findings), "finding")
    silent = silent_note(fixes.after, fixes.before)
    text = f"{made} {'would be made' if diff else 'made'} in {files}; {left} left."
    if fixes.offered:
        again = arguments_for_fix()
        text += f" “copydesk fix --diff --suggested{again}” shows changes for {fixes.offered:,} of them."
    return f"{text} {silent}" if silent else text
