"""copydesk init: write a commented copydesk.yaml that fits the folder."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.exit_codes import CLEAN, usage_errors
from copydesk.cli.output_files import refuse_git_folder
from copydesk.cli.streams import print_line
from copydesk.support import limits
from copydesk.support.atomic_write import replace_content
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from copydesk.run.session import Session

NAME = "copydesk.yaml"

_NO_ARTICLES = {
    "_includes/": "parts of pages",
    "_layouts/": "templates",
    "layouts/": "templates",
    "themes/": "themes",
    "vendor/": "other people's files",
    "public/": "the built site",
    "_site/": "the built site",
    "LICENSE*": "not ours to edit",
    "COPYING*": "not ours to edit",
    "requirements*.txt": "lists for pip",
    "robots.txt": "for robots",
}
_PERHAPS = {
    "_drafts/": "drafts",
    "drafts/": "drafts",
    "archive/": "old articles",
    "README*": "not an article",
    "CHANGELOG*": "not an article",
    "CONTRIBUTING*": "not an article",
}
_RULES_SHOWN = 10


@click.command("init")
def command() -> int:
    """Write a commented copydesk.yaml that fits the working folder. An existing file is never overwritten."""
    from copydesk.config.files import find_config
    from copydesk.config.request import RunOptions
    from copydesk.run.runner import run
    from copydesk.run.session import Session

    folder = Path.cwd()
    refuse_git_folder(folder / NAME)
    with usage_errors():
        existing = folder / NAME if os.path.lexists(NAME) else find_config(folder)
        if existing and existing.parent == folder:
            raise click.ClickException(f"{existing} exists already and is not changed")
        session = Session(RunOptions(isolated=True))
        result = run(session, [Path()])
    levels = _levels(session, result.paths.values(), folder)
    counts = Counter(finding.rule for finding in result.findings if not finding.is_failure)
    kinds = Counter(Path(path).suffix.lower() for path in result.paths)
    text = "".join(f"{line}\n" for line in _lines(folder, kinds, counts, levels))
    try:
        replace_content(folder / NAME, None, text.encode())
    except OSError as error:
        raise click.ClickException(f"{NAME} could not be written: {error.strerror or error}") from None
    checked = count(len(result.paths), "file")
    shown = "nothing"
    if counts:
        concerned = {each.path for each in result.findings if not each.is_failure}
        shown = f"{count(counts.total(), 'finding')} in {count(len(concerned), 'file')}"
    print_line(f"{NAME} written. {checked} checked: “copydesk check” shows {shown}.")
    if counts:
        print_line(
            "To see new ones only: copydesk baseline write, then copydesk check --baseline copydesk-baseline.tsv"
        )
    return CLEAN


def _levels(session: Session, files: Iterable[Path], folder: Path) -> dict[str, Counter[str]]:
    """Count, for each folder of the two upper levels, how its articles came here.

    Files outside folders count under the empty name.
    """
    levels: dict[str, Counter[str]] = {}
    for file in files:
        parts = file.relative_to(folder).parts
        try:
            with limits.reading():
                found = [document.provenance.level for document in session.read(file)]
        except (OSError, ValueError):  # the run has reported it
            continue
        levels.setdefault("/".join(parts[:-1][:2]), Counter()).update(found)
    return levels


def _like_folders(levels: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Put folders together under the top folder, where the articles of all came here in one way mostly."""
    tops: dict[str, list[str]] = {}
    for name in levels:
        tops.setdefault(name.partition("/")[0], []).append(name)
    together: dict[str, Counter[str]] = {}
    for top, names in tops.items():
        if len({levels[name].most_common(1)[0][0] for name in names}) == 1:
            together[top] = sum((levels[name] for name in names), Counter())
        else:
            together |= {name: levels[name] for name in names}
    return together


def _provenance_lines(levels: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Propose settings for how articles came here, with the counts that they are based on."""
    seen = sum(levels.values(), Counter[str]())
    yield "# How articles came here. Rules for leftovers of other pages are silent in a site's own text."
    yield f"# Here: {seen['own']:,} own, {seen['taken-in']:,} taken in, {seen['unknown']:,} without signs of either."
    yield "#files:"
    for name, counts in sorted(_like_folders(levels).items()):
        level = counts.most_common(1)[0][0]
        if name and level != "unknown":
            setting = f"{{paths: [{json.dumps(name + '/**')}], text: {level}}}"
            yield f"#  - {setting}  # {counts[level]:,} of {counts.total():,} have signs of it"
    if not any(levels):
        yield "#  - {paths: [wire/**], text: taken-in}"


def _lines(
    folder: Path, kinds: Counter[str], counts: Counter[str], levels: Mapping[str, Counter[str]]
) -> Iterator[str]:
    found = ", ".join(f"{number:,} {suffix}" for suffix, number in sorted(kinds.items()))
    yield f"# Settings of copydesk for this folder and all below it. Articles here: {found or 'none yet'}."
    yield "# “copydesk config show FILE” prints the settings for a file, “copydesk explain RULE” the page of a rule."
    yield ""
    yield "extends: recommended      # or strict: every rule"
    yield "fail-on: warning          # or error, info: the lowest severity that makes a run fail"
    yield ""
    yield "# Files that are not checked, even if they are named on the command line (patterns as in .gitignore)."
    excluded = [(pattern, why) for pattern, why in _NO_ARTICLES.items() if _matches(folder, pattern)]
    perhaps = [(pattern, why) for pattern, why in _PERHAPS.items() if _matches(folder, pattern)]
    yield "exclude:" if excluded else "exclude: []"
    yield from (f"  - {pattern:<22}  # {why}" for pattern, why in excluded)
    yield from (f"#  - {pattern:<21}  # {why}?" for pattern, why in perhaps)
    yield ""
    yield "# A rule or a whole family: on, off or a severity; for a rule also its options."
    yield "rules: {}"
    yield "#  doubled-word: off"
    yield "#  feed-footer: error"
    yield "#  long-sentence: {limit: 40}"
    if counts:
        yield "#"
        yield "# What the recommended rules find here now:"
        yield from (f"#   {number:>6,}  {rule}" for rule, number in counts.most_common(_RULES_SHOWN))
        if len(counts) > _RULES_SHOWN:
            yield f"#           and {len(counts) - _RULES_SHOWN} rules more"
    yield ""
    yield from _provenance_lines(levels)
    yield ""
    yield "# Whether articles that tell the same story are compared with one another."
    yield "copies: on"
    yield ""
    yield "# Names that are spelled correctly, pairs of names that are both right, and the names of the archive, which"
    yield "# “copydesk names . --write-index names.tsv” keeps."
    yield "#names:"
    yield "#  prefer: [Ines Okafor]"
    yield "#  two_people: [[Clark, Clarke]]"
    yield "#  index: names.tsv"
    yield ""
    yield "# Your own rules (copydesk pack test FOLDER tests them); accepted findings (--output-format ledger)."
    yield "#packs: [desk/rules]"
    yield "#accept: copydesk-accepted.tsv"


def _matches(folder: Path, pattern: str) -> bool:
    name = pattern.removesuffix("/")
    return any(path.is_dir() == pattern.endswith("/") for path in folder.glob(name))
