"""copydesk review: go through the findings one by one, and decide."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from copydesk.cli.exit_codes import CANNOT, CLEAN, usage_errors
from copydesk.cli.guidance.change_wording import change
from copydesk.cli.guidance.left_out import print_rules_left_out, unchecked_note
from copydesk.cli.guidance.other_spellings import other_spellings
from copydesk.cli.guidance.own_editor import editor_words, open_in_editor
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
from copydesk.report.escaping import harmless
from copydesk.report.terminal import has_colour, has_links, paint, write_wrapped
from copydesk.report.writers.full import room_for_text, write_paragraph
from copydesk.run.fixes.decisions import Decisions
from copydesk.run.fixes.kept_decisions import KeptDecisions
from copydesk.run.fixes.reach import Reach, places_of
from copydesk.run.runner import run
from copydesk.run.session import Session
from copydesk.support.patterns import compile_later
from copydesk.support.plurals import count
from copydesk.support.source_text import LINE_END

if TYPE_CHECKING:
    from copydesk.findings import Finding
    from copydesk.run.fixes.edits import Edit
    from copydesk.run.result import RunResult


class _Choice(NamedTuple):
    """Something that can be decided: what to type, what it means, what does it (False if it cannot be done), and what
    takes it back.
    """

    letter: str
    meaning: str
    act: Callable[[], object] = object
    undo: Callable[[], object] = object


_WORDS = {
    "m": "[m]end",
    "d": "[d]elete",
    "n": "[n]ever here",
    "a": "[a]ccept",
    "t": "[t]wo names",
    "e": "[e]dit",
    "s": "[s]kip",
    "b": "[b]ack",
}
"""How the question names what can be decided, by the letter to type."""

_MISSING = compile_later(r"\Athe missing (\S+) seems to belong (behind|before) these words")
"""What a finding says of the place where a quotation mark belongs."""

_STOPS = frozenset(",.!?…")
_BEHIND_STOPS = frozenset('”"’')
"""Marks that most writers put behind the comma or the full stop; both places are offered."""

_DECIDED = {
    "m": "mended",
    "d": "deleted",
    "n": "suppressed",
    "a": "accepted",
    "t": "noted as two names",
    "e": "edited",
}
"""What became of a finding, by the first letter of the answer."""
_IN_ARTICLES = frozenset({"mended", "deleted", "suppressed"})
"""What is written in the article itself."""


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
        return _Review(session, result, reach, paths, baseline).go_through()


class _Review:
    def __init__(
        self,
        session: Session,
        result: RunResult,
        reach: Reach,
        paths: tuple[Path, ...],
        baseline: Path | None,
    ) -> None:
        self._paths = paths
        self._baseline = baseline
        self._asked = 0
        self._session = session
        self._result = result
        self._reach = reach
        self._kept = KeptDecisions(session, result.paths)
        self._report = report_of(session, result, quiet=True)
        self._findings = [each for each in result.findings if each.path in result.paths]
        self._failed = result.incomplete
        self._decided: Counter[str] = Counter()
        self._unwritten, self._unkept, self._by_hand = 0, False, False

    def go_through(self) -> int:
        """Ask about each finding, write what was decided, and return the exit status.

        What was decided before Ctrl-C, or before the input ended, is written too.
        """
        if not self._findings and self._result.paths:
            print_line("Nothing to review: nothing found.")
        try:
            with _ended_by_signals():
                self._ask_about_all()
        except EOFError:
            print_line("", err=True)
            print_line("copydesk: the input has ended; what was decided before is written", err=True)
        finally:
            for written in list(self._kept.write()):  # a line that cannot be printed stops no list
                self._by_hand |= written.is_for_people
                failed = not (written.is_done or written.is_for_people)
                self._unkept |= failed
                self._say(written.line, failed=failed)
            if self._findings:
                print_line(self._summary())
        return CANNOT if self._failed else CLEAN

    def _ask_about_all(self) -> None:
        for path in dict.fromkeys(each.path for each in self._findings):
            if not self._ask_about_file(path):
                return

    def _ask_about_file(self, path: str) -> bool:
        """Ask about the findings of a file, and write it; return whether to go on."""
        findings = [each for each in self._findings if each.path == path]
        before = self._asked
        step, taken = 0, dict[int, tuple[str, Callable[[], object]]]()
        decisions = Decisions(self._session, self._result, self._reach, path)
        seen: set[str] = set()
        try:
            while step < len(findings):
                finding = findings[step]
                self._asked = before + step + 1
                answer, undo = self._decide(finding, decisions, goes_back=step > 0)
                if answer == "q":
                    return False
                if answer == "b":
                    step -= 1
                    if step in taken:
                        undone, take_back = taken.pop(step)
                        take_back()
                        self._decided[undone] -= 1
                    continue
                if answer == "e":
                    written, before_editing, taken = decisions, taken, {}
                    self._write(written, before_editing)
                    decisions = Decisions(
                        self._session, self._result, self._reach, path
                    )  # nothing is written twice
                    seen |= {each.id for each in findings[: step + 1]}
                    findings = self._after_editing(finding, written, seen)
                    before, step, taken = self._asked, 0, {}
                    decisions = Decisions(self._session, self._result, self._reach, path)
                    continue
                if word := _DECIDED.get(answer[:1]):
                    self._decided[word] += 1
                    taken[step] = (word, undo)
                step += 1
        finally:
            self._write(decisions, taken)
        return True

    def _write(self, decisions: Decisions, taken: Mapping[int, tuple[str, object]]) -> None:
        """Write a file, and count its decisions as not written if it could not be, or if that was interrupted."""
        try:
            line = decisions.write()
        finally:
            if not decisions.is_written:
                lost = Counter(word for word, _ in taken.values() if word in _IN_ARTICLES)
                self._decided -= lost
                self._unwritten += lost.total()
        self._say(line, failed=bool(line) and not decisions.is_written)

    def _after_editing(self, finding: Finding, decisions: Decisions, seen: set[str]) -> list[Finding]:
        """Open a finding's line in the editor, check again, and return what is left to be asked about in its file."""
        file = self._result.paths[finding.path]
        if problem := open_in_editor(file, decisions.line_now(finding)):
            print_line(f"copydesk: {problem}")
        self._decided["edited"] += 1
        session = Session(self._session.options)
        result = run(session, self._paths, baseline=self._baseline)
        left = [each for each in result.findings if each.path == finding.path and each.id not in seen]
        if finding.path not in result.paths:
            self._failed |= result.incomplete
            return []
        others = [each for each in self._findings if each.path != finding.path]
        done = [each for each in self._findings if each.path == finding.path and each.id in seen]
        self._session, self._result = session, result
        self._failed |= result.incomplete
        self._report = report_of(session, result, quiet=True)
        self._findings = sorted([*others, *done, *left])
        return left

    def _summary(self) -> str:
        """Return what was decided, in a line."""
        left = len(self._findings) - sum(self._decided.values())
        decided = [f"{self._decided[word]:,} {word}" for word in _DECIDED.values() if self._decided[word]]
        remain = f"{left:,} left as {'it is' if left == 1 else 'they are'}"
        if self._unwritten:
            remain += f", {self._unwritten:,} of them because the change could not be written"
        if self._by_hand:
            remain += "; what you decided holds once the lines above are in your configuration"
        if self._unkept:
            remain += "; a list or a configuration could not be written, as told above"
        return f"{count(len(self._findings), 'finding')}: {', '.join((*decided, remain))}."

    def _say(self, line: str, *, failed: bool) -> None:
        self._failed |= failed
        if line:
            print_line(line)

    def _decide(
        self, finding: Finding, decisions: Decisions, *, goes_back: bool
    ) -> tuple[str, Callable[[], object]]:
        """Ask about a finding until there is a decision; return the answer, and what takes the decision back."""
        self._show(finding)
        choices = {each.letter: each for each in self._choices(finding, decisions)}
        if goes_back:
            choices["b"] = _Choice(
                "b", "go back to the finding before; what was decided about it is taken back"
            )
        offered = (_WORDS.get(letter, f"[{letter}]") for letter in choices)
        question = f"[{self._asked} of {len(self._findings)}] {', '.join((*offered, '[q]uit, [?]'))}"
        while True:
            answer = _answer(question) or "s"
            if answer == "q":
                return "q", object
            if answer in choices:
                if choices[answer].act() is not False:
                    return answer, choices[answer].undo
                print_line(
                    "You have decided on another change at this place; review the file again to decide on this."
                )
                return "s", object
            if answer != "?":
                print_line(f"  “{answer}” is not offered here. These are:")
            for each in (*choices.values(), _Choice("q", "stop here; what was decided is written")):
                print_line(f"  {each.letter:<2}  {harmless(each.meaning)}")

    def _show(self, finding: Finding) -> None:
        lines = LINE_END.split(self._report.source(finding.path) or "")
        with errors() as stream:
            colour = has_colour(stream)
            write_paragraph(stream, finding, lines, room_for_text(), colour=colour, links=has_links(stream))
            if rule := self._report.rules.get(finding.rule):
                write_wrapped(stream, paint(f"        {harmless(rule.summary)}", "dim", colour=colour))

    def _choices(self, finding: Finding, decisions: Decisions) -> Iterator[_Choice]:
        """Yield what can be done with a finding."""
        if not finding.is_failure:
            yield from self._changes(finding, decisions)
            yield _Choice(
                "a",
                "accept it: it is right as it is; add it to the list of accepted findings",
                partial(self._kept.accept, finding),
                partial(self._kept.forget, finding),
            )
            yield from self._pairs(finding)
            if editor_words() and self._result.paths[finding.path] not in self._session.options.contents:
                yield _Choice("e", "edit: open the line in your editor; then the file is checked again")
        yield _Choice("s", "skip it for now")

    def _changes(self, finding: Finding, decisions: Decisions) -> Iterator[_Choice]:
        mends = [
            (edit, f"mend it: {change(finding.excerpt, text)}")
            for text in finding.suggestions or self._spellings(finding)
            if (edit := decisions.replacement(finding, text))
        ]
        for place, old, new in self._missing_marks(finding):
            if edit := decisions.replacement(place, new):
                mends.append((edit, f"mend it: {change(old, new)}"))
        for number, (edit, meaning) in enumerate(mends):
            yield self._changing(_numbered("m", number), meaning, decisions, edit)
        if edit := decisions.deletion(finding):
            yield self._changing("d", "delete the leftover", decisions, edit)
        if edit := decisions.suppression(finding):
            meaning = "never here: put a comment before the paragraph, which switches the rule off there"
            yield self._changing("n", meaning, decisions, edit)

    @staticmethod
    def _changing(letter: str, meaning: str, decisions: Decisions, edit: Edit) -> _Choice:
        return _Choice(letter, meaning, partial(decisions.take, edit), partial(decisions.drop, edit))

    def _missing_marks(self, finding: Finding) -> Iterator[tuple[Finding, str, str]]:
        """Yield the words beside which a mark is missing, if the finding tells them: as a finding to be replaced, as
        they are, and with the mark.
        """
        for place in finding.related:
            if place.path == finding.path and (found := _MISSING.search(place.message)):
                source, start = self._report.source(place.path) or "", place.start
                ends = [place.end]
                if found[2] == "behind" and source[place.end : place.end + 1] in _STOPS:
                    ends.insert(0 if found[1] in _BEHIND_STOPS else 1, place.end + 1)
                for end in ends:
                    words = source[start:end]
                    new = words + found[1] if found[2] == "behind" else found[1] + words
                    yield replace(finding, start=start, end=end, excerpt=words), words, new

    def _pairs(self, finding: Finding) -> Iterator[_Choice]:
        rule = self._report.rules.get(finding.rule)
        if rule and "two_people" in rule.options:
            for number, other in enumerate(self._other_names(finding)):
                meaning = (
                    f"two names: “{finding.excerpt}” and “{other}” are both right, of two people, bodies or places;"
                    " note it in the configuration (names.two_people)"
                )
                yield _Choice(
                    _numbered("t", number),
                    meaning,
                    partial(self._kept.two_people, finding, other),
                    partial(self._kept.forget_pair, finding, other),
                )

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


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """End as if the input had ended when the terminal is closed or the process is asked to end, so that what was
    decided is written.
    """

    def end(_number: int, _frame: object) -> None:
        raise EOFError

    names = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {each: signal.signal(each, end) for each in names}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


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


def _numbered(letter: str, number: int) -> str:
    return f"{letter}{number + 1}" if number else letter
