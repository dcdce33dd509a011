"""copydesk review: go through the findings one by one, and decide."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, usage_errors
from copydesk.cli.guidance.left_out import print_rules_left_out, unchecked_note
from copydesk.cli.guidance.other_spellings import other_spellings
from copydesk.cli.options import (
    ANY_PATH,
    against,
    configuration,
    exclusion,
    rule_choice,
    run_options,
    severity,
)
from copydesk.cli.outputs import report_of
from copydesk.cli.progress import progress_bar
from copydesk.cli.streams import errors, print_line
from copydesk.findings import Finding
from copydesk.report.escaping import harmless
from copydesk.report.terminal import has_colour, has_links, paint, write_line
from copydesk.report.writers.full import paragraph, room_for_text, visible
from copydesk.run.fixes.decisions import Decisions
from copydesk.run.fixes.kept_decisions import KeptDecisions
from copydesk.run.fixes.reach import Reach, places_of
from copydesk.run.result import RunResult
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support.plurals import count
from copydesk.support.source_text import LINE_END


class _Choice(NamedTuple):
    """Something that can be decided: what to type, what it means, and what does it (False if it cannot be done)."""

    letter: str
    meaning: str
    act: Callable[[], object] = object


_WORDS = {
    "m": "[m]end",
    "d": "[d]elete",
    "n": "[n]ever here",
    "a": "[a]ccept",
    "t": "[t]wo names",
    "s": "[s]kip",
}
"""How the question names what can be decided, by the letter to type."""

_DECIDED = {"m": "mended", "d": "deleted", "n": "suppressed", "a": "accepted", "t": "noted as two names"}
"""What became of a finding, by the first letter of the answer."""


@click.command("review")
@click.argument("paths", nargs=-1, type=ANY_PATH)
@rule_choice
@severity
@configuration
@exclusion
@against
@click.option(
    "--baseline", type=ANY_PATH, metavar="FILE", help="Do not show the findings that this file lists."
)
def command(paths: tuple[Path, ...], baseline: Path | None, **values: Any) -> int:
    """Go through the findings of files and folders one by one, as “git add -p” does, and decide what becomes of each.

    Articles are written when their last finding is decided, lists at the end. The exit status is 0, or 2 if something
    could not be checked or written.
    """
    with usage_errors():
        session = Session(run_options(values))
        paths = paths or (Path(),)
        named = places_of(paths)
        with progress_bar() as progress:
            result = run(session, paths, baseline=baseline, progress=progress)
        print_rules_left_out(session, result)
        if note := unchecked_note(paths, session, result.paths.values()):
            print_line(note)
        reach = Reach(result.paths.values(), named, session.config.root_of)
        return _Review(session, result, reach).go_through()


class _Review:
    def __init__(self, session: Session, result: RunResult, reach: Reach) -> None:
        self._session = session
        self._result = result
        self._reach = reach
        self._kept = KeptDecisions(session, result.paths)
        self._report = report_of(session, result, quiet=True)
        self._findings = [each for each in result.findings if each.path in result.paths]
        self._failed = result.incomplete
        self._decided: Counter[str] = Counter()

    def go_through(self) -> int:
        """Ask about each finding, write what was decided, and return the exit status.

        What was decided before Ctrl-C, or before the input ended, is written too.
        """
        if not self._findings and self._result.paths:
            print_line("Nothing to review: nothing found.")
        try:
            self._ask_about_all()
        except EOFError:
            print_line("", err=True)
            print_line("copydesk: the input has ended; what was decided before is written", err=True)
        finally:
            for written in self._kept.write():
                self._say(written.line, failed=not written.is_done)
            if self._findings:
                print_line(self._summary())
        return CANNOT if self._failed else CLEAN

    def _ask_about_all(self) -> None:
        numbers = iter(range(1, len(self._findings) + 1))
        for path, group in groupby(self._findings, key=lambda each: each.path):
            decisions = Decisions(self._session, self._result, self._reach, path)
            try:
                goes_on = all(self._decide(each, decisions, next(numbers)) for each in group)
            finally:
                line = decisions.write()
                self._say(line, failed=bool(line) and not decisions.is_written)
            if not goes_on:
                return

    def _summary(self) -> str:
        """Return what was decided, in a line."""
        left = len(self._findings) - sum(self._decided.values())
        decided = [f"{self._decided[word]:,} {word}" for word in _DECIDED.values() if self._decided[word]]
        remain = f"{left:,} left as {'it is' if left == 1 else 'they are'}"
        return f"{count(len(self._findings), 'finding')}: {', '.join((*decided, remain))}."

    def _say(self, line: str, *, failed: bool) -> None:
        self._failed |= failed
        if line:
            print_line(line)

    def _decide(self, finding: Finding, decisions: Decisions, number: int) -> bool:
        """Ask about a finding until there is a decision; return whether to go on."""
        self._show(finding)
        choices = {each.letter: each for each in self._choices(finding, decisions)}
        offered = (_WORDS.get(letter, f"[{letter}]") for letter in choices)
        question = f"[{number} of {len(self._findings)}] {', '.join((*offered, '[q]uit, [?]'))}"
        while True:
            answer = _answer(question) or "s"
            if answer == "q":
                return False
            if answer in choices:
                if choices[answer].act() is False:
                    print_line(
                        "You have decided on another change at this place; review the file again to decide on this."
                    )
                elif word := _DECIDED.get(answer[0]):
                    self._decided[word] += 1
                return True
            if answer != "?":
                print_line(f"  “{answer}” is not offered here. These are:")
            for each in (*choices.values(), _Choice("q", "stop here; what was decided is written")):
                print_line(f"  {each.letter:<2}  {harmless(each.meaning)}")

    def _show(self, finding: Finding) -> None:
        lines = LINE_END.split(self._report.source(finding.path) or "")
        with errors() as stream:
            colour = has_colour(stream)
            for line in paragraph(finding, lines, room_for_text(), colour=colour, links=has_links(stream)):
                write_line(stream, line)
            if rule := self._report.rules.get(finding.rule):
                write_line(stream, paint(f"        {harmless(rule.summary)}", "dim", colour=colour))

    def _choices(self, finding: Finding, decisions: Decisions) -> Iterator[_Choice]:
        """Yield what can be done with a finding."""
        if not finding.is_failure:
            yield from self._changes(finding, decisions)
            yield _Choice(
                "a",
                "accept it: it is right as it is; add it to the list of accepted findings",
                partial(self._kept.accept, finding),
            )
            yield from self._pairs(finding)
        yield _Choice("s", "skip it for now")

    def _changes(self, finding: Finding, decisions: Decisions) -> Iterator[_Choice]:
        for number, text in enumerate(finding.suggestions or self._spellings(finding)):
            if edit := decisions.replacement(finding, text):
                yield _Choice(
                    _numbered("m", number), f"mend it: {_quoted(text)}", partial(decisions.take, edit)
                )
        if edit := decisions.deletion(finding):
            yield _Choice("d", "delete the leftover", partial(decisions.take, edit))
        if edit := decisions.suppression(finding):
            meaning = "never here: put a comment before the paragraph, which switches the rule off there"
            yield _Choice("n", meaning, partial(decisions.take, edit))

    def _pairs(self, finding: Finding) -> Iterator[_Choice]:
        rule = self._report.rules.get(finding.rule)
        if rule and "two_people" in rule.options:
            for number, other in enumerate(self._other_names(finding)):
                meaning = (
                    f"two names: “{finding.excerpt}” and “{other}” are both right, of two people, bodies or places;"
                    " note it in the configuration (names.two_people)"
                )
                yield _Choice(_numbered("t", number), meaning, partial(self._kept.two_people, finding, other))

    def _spellings(self, finding: Finding) -> list[str]:
        """Return the spelling that a finding about a name sets against the flagged one without suggesting it."""
        rule = self._report.rules.get(finding.rule)
        return other_spellings(finding, self._report.source) if rule and "two_people" in rule.options else []

    def _other_names(self, finding: Finding) -> list[str]:
        """Return the names that a finding holds against the flagged one: suggested, or seen elsewhere."""
        seen = [
            (self._report.source(place.path) or "")[place.start : place.end]
            for place in finding.related
            if place.end > place.start
        ]
        return [
            each for each in dict.fromkeys((*finding.suggestions, *seen)) if each and each != finding.excerpt
        ]


def _answer(question: str) -> str:
    """Ask a question, and return the answer in lower case.

    Raises:
        EOFError: the input has ended.
    """
    with errors() as stream:
        stream.write(f"{question} (Enter: skip): ")
        stream.flush()
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line.strip().lower()


def _quoted(text: str) -> str:
    """Return a suggestion in quotation marks; what consists of white space is named instead."""
    return f"“{visible(text)}”" if text.strip() else visible(text)


def _numbered(letter: str, number: int) -> str:
    return f"{letter}{number + 1}" if number else letter
