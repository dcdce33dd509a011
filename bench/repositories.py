"""What copydesk says in repositories as people have them: python -m bench repositories FOLDER [OPTION …].

FOLDER holds content repositories, as .tar.gz archives or as folders. `copydesk check` is run over each with its default
settings. Printed are findings and findings per 1,000 words, by repository and by rule, in four groups: rules that
compare articles; repeated-line; boilerplate that is looked for only in text that was taken in; and everything else. Of
each rule: how many findings have a safe fix, how many have a verdict in bench/judged/repositories.tsv and which, and
the true ones on record that are no longer found (lost).

    --sample N --seed S   print N findings drawn by chance, as a form for a reader, instead of the figures
    --fixes               print every safe fix that is offered, instead of the figures
    --to FILE             write the form, or the fixes, to a file
    --take FILE           add the verdicts of a form that is filled in to the judged ones; needs no FOLDER

Verdicts: true, an editor would act on it, and thank us; harmless, right to the letter, but nobody would act; false.
They are kept by rule, document and the offset where the finding starts: one that starts elsewhere after a change of its
rule counts as lost, and as a finding without a verdict. A fix that is printed may be one that `copydesk fix` does not
make, because there is markup in what it would replace.

The exit status is 2 if an archive or an article could not be read; the others are measured all the same.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench._checked_repositories import Checked, Unreadable, check, repositories
from bench._reading_forms import BadForm, drawn, filled_in, fixes, form
from bench._repository_figures import report
from bench._verdicts import add, verdicts
from copydesk.config.plugins import all_rules, plugin_manager

JUDGED = "repositories"


def main(arguments: list[str]) -> int:
    """Print the figures, a form or the fixes, or take a form that is filled in."""
    parser = argparse.ArgumentParser(
        prog="python -m bench repositories",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--fixes", action="store_true")
    parser.add_argument("--to", type=Path, metavar="FILE")
    parser.add_argument("--take", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    if options.take:
        return _take(options.take)
    if options.folder is None or not options.folder.is_dir():
        parser.error("FOLDER must be a folder with repositories")
    failures: list[str] = []
    checked = list(_checked(options.folder, failures))
    _write(_wanted(checked, options), options.to)
    for failure in failures:
        print(f"not read: {failure}", file=sys.stderr)
    return 2 if failures or not checked else 0


def _checked(folder: Path, failures: list[str]) -> Iterator[Checked]:
    """Check all repositories in a folder; what could not be read is added to the failures."""
    sources = repositories(folder)
    if not sources:
        failures.append(f"{folder} holds no repository")
    for source in sources:
        with tempfile.TemporaryDirectory() as scratch:
            try:
                each = check(source, Path(scratch))
            except Unreadable as error:
                failures.append(str(error))
                continue
        failures.extend(each.failures)
        yield each


def _wanted(checked: list[Checked], options: argparse.Namespace) -> str:
    if options.sample is not None:
        return form(drawn(checked, options.sample, options.seed))
    if options.fixes:
        return "".join(f"{line}\n" for line in fixes(checked))
    lines = report(checked, all_rules(plugin_manager()), verdicts(JUDGED))
    return "".join(f"{line}\n" for line in lines)


def _write(text: str, file: Path | None) -> None:
    if file:
        file.write_text(text, "utf-8")
    else:
        print(text, end="")


def _take(file: Path) -> int:
    """Add the verdicts of a form to the judged ones."""
    try:
        said, empty = filled_in(file.read_text("utf-8"))
    except (OSError, BadForm) as error:
        print(f"{file}: {error}", file=sys.stderr)
        return 2
    new, changed = add(JUDGED, said)
    print(f"{new} new verdicts, {changed} changed, {empty} lines without one")
    return 0
