"""Failures: the rules of the engine itself, and the findings for what could not be checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from copydesk import findings
from copydesk.document import Document
from copydesk.engine.locating import locate
from copydesk.engine.rule_flags import InvalidFlag
from copydesk.findings import FAILURES, FileResult, Finding, Flag
from copydesk.formats.decoding.encodings import NotText
from copydesk.rules import Rule, engine_rule
from copydesk.support import limits
from copydesk.support.closest import near_path
from copydesk.support.paths import display_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.formats.parsed import Fault

_LONGEST_ERROR = 300

CRASHED = engine_rule(
    id="crashed-rule",
    family=FAILURES,
    severity="error",
    summary="A rule failed on this file, so the file is not fully checked.",
    why="It is a fault of the rule, not of the text. Report it to whoever made the rule, or switch the rule off.",
)

UNREADABLE = engine_rule(
    id=findings.UNREADABLE_FILE,
    family=FAILURES,
    severity="error",
    summary="A file could not be read, so nothing in it was checked.",
    why="It is missing, must not be read, or is not text in an encoding that can be detected with certainty.",
)

UNREADABLE_SOURCE = engine_rule(
    id=findings.UNREADABLE_SOURCE,
    family="sources",
    severity="error",
    summary="A source that an article or the configuration declares could not be read.",
    why="What only this source could confirm is not checked. The finding is at the place where the source is named,\n"
    "because it must be corrected there. It can be accepted, suppressed or listed in a baseline like other findings;\n"
    "--staged shows it to whoever changes that line or removes the source. If it is shown, the exit status is 2.",
)

NOT_CHECKED = engine_rule(
    id="not-checked-against-source",
    family="sources",
    severity="error",
    summary="A quotation or date is not compared with a source; reported with --require-sources.",
    why="The article declares no source that could be read, or only web addresses, which are not fetched.",
)

ENGINE_RULES = (CRASHED, UNREADABLE, UNREADABLE_SOURCE, NOT_CHECKED)
"""The rules whose findings the engine makes; see `findings.FAILURES`."""


def not_checked(file: Path, reason: str) -> FileResult:
    """Return the result of a file that could not be checked."""
    path = display_path(file)
    return FileResult(path, not_checked_at(path, reason))


def not_checked_at(path: str, reason: str) -> tuple[Finding, ...]:
    """Return the finding about a text with this name that could not be checked."""
    flag = Flag(0, 0, f"not checked: {reason[:1].lower()}{reason[1:]}")
    return locate(Document("", path, "text"), [(UNREADABLE, flag)])


def crashed_at(path: str, message: str) -> tuple[Finding, ...]:
    """Return the finding about a text with this name of which not everything is reported."""
    return locate(Document("", path, "text"), [(CRASHED, Flag(0, 0, message))])


def unread(document: Document, fault: Fault) -> tuple[Finding, ...]:
    """Return the finding about a document whose source could not be read."""
    flag = Flag(fault.offset, fault.offset, f"not checked: {fault.reason}")
    return locate(document, [(UNREADABLE, flag)])


def unreadable(file: Path, error: BaseException) -> FileResult:
    """Return the result of a file that could not be checked because of an error."""
    return not_checked(file, describe_error(error))


def describe_error(error: BaseException) -> str:
    """Return the reason why a file could not be read, as a phrase."""
    if isinstance(error, OSError):
        near = (
            near_path(display_path(Path(error.filename)))
            if isinstance(error, FileNotFoundError) and error.filename
            else ""
        )
        reason = error.strerror or str(error)
        return f"{reason} ({near.removeprefix('; ')})" if near else reason  # more may follow
    if isinstance(error, limits.TooSlow):
        return f"it took longer than {error}"
    if isinstance(error, NotText | limits.TooLarge | limits.OverTime):
        return str(error)
    return f"its reader failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"


def slow_message(rules: Sequence[Rule], error: limits.TooSlow) -> str:
    """Return the message for rules that were stopped by the same time limit."""
    if len(rules) == 1:
        return crash_message(rules[0], error)
    others = ", ".join(rule.id for rule in rules)
    return f"what {len(rules)} rules need to know of the text took longer than {error}, so they did not run: {others}"


def crash_message(rule: Rule, error: BaseException) -> str:
    """Return the message of a `crashed-rule` finding: the rule, its origin, the error and the place where it was
    raised.
    """
    if isinstance(error, limits.TooSlow):
        return f"rule {rule.id} ({rule.origin}) took longer than {error} and was stopped"
    if isinstance(error, TimeoutError) and error.errno is None:  # of a pattern, not of the network
        return (
            f"rule {rule.id} ({rule.origin}) was stopped: its pattern takes too long for a stretch of this text;"
            " bound its repeats, such as .{0,40} for .*, and avoid one within another, such as (a+)+"
        )
    if isinstance(error, InvalidFlag):
        return f"rule {rule.id} ({rule.origin}) failed: it {error}"
    import traceback  # takes a millisecond, and no rule should fail

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
    said = " ".join(str(error).split())[:_LONGEST_ERROR]
    return f"rule {rule.id} ({rule.origin}) failed: {type(error).__name__}: {said} (at {place})"
