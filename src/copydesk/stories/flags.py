"""Flags of stories: run a rule that sees several documents, within its time limit."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from copydesk.engine.failures import CRASHED, crash_message
from copydesk.engine.rule_flags import MOST_FLAGS, first_flags, validated
from copydesk.findings import Flag
from copydesk.rules import Rule
from copydesk.stories.grounds import grounds
from copydesk.stories.story import Story
from copydesk.support import limits

_SECONDS, _SECONDS_A_FILE = 10.0, 0.05
"""Seconds of processor time that a rule may take for one story, and in addition for each of its files."""

Flagged = tuple[str, Rule, Flag]
"""The path of a document, the rule, and the flag that the rule yields for it."""


def flags_of(rule: Rule, story: Story, wanted: Container[str]) -> Iterator[Flagged]:
    """Yield the flags of a rule of the scope "story" or "run" for the documents whose paths are `wanted`.

    A rule that fails yields one flag of the failure for each of them.
    """
    files = len(story.members) + len(story.sources)
    limits.rule_begins(_SECONDS + _SECONDS_A_FILE * files)
    try:
        flags = validated(rule.check(story, **rule.options), None)
        for flag in first_flags(flags, lambda flag: flag.path in wanted, MOST_FLAGS * files):
            yield flag.path, rule, _with_grounds(rule, story, flag)
    except (Exception, SystemExit, limits.TooSlow) as error:
        if not isinstance(error, limits.TooSlow) and limits.is_from_signal(error):
            raise
        for member in story.members:
            if member.path in wanted:
                yield member.path, CRASHED, Flag(0, 0, crash_message(rule, error))
    limits.rest()


def _with_grounds(rule: Rule, story: Story, flag: Flag) -> Flag:
    """The flag of a copy, with the reason for which the others are taken for its copies."""
    why = grounds(story, flag) if rule.scope == "story" else ""
    return replace(flag, message=f"{flag.message} ({why})") if why else flag
