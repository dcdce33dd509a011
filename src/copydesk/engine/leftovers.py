"""Leftovers: decide whether those in an article count, or may be its author's own words (see `Document.provenance`).

A rule with `own_text: false`, or a flag that `needs_leftovers`, is heard only where enough rules for leftovers flag
something. Which of them were asked for must not matter: whoever selects one rule sees of it what a run with all rules
shows. So those that were not asked for are asked here, as `witnesses`, until there are enough; in most articles none
need be.

What counts is what would be reported: where a general rule flags the same line as a specific one, the reader sees one
finding, and it is one kind of leftover.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING

from copydesk.engine.overlaps import merge_boilerplate
from copydesk.engine.rule_flags import flags_of, may_say
from copydesk.findings import BOILERPLATE, Flag
from copydesk.rules import Rule
from copydesk.support import limits

if TYPE_CHECKING:
    from copydesk.document import Document

Flagged = Sequence[tuple[Rule, Flag]]
_SURE = 2
"""As so many kinds counts what a general rule is sure of (`Flag.kinds`)."""


def silent_lines(
    document: Document,
    leftovers: Flagged,
    flagged: Flagged,
    ran: Iterable[Rule],
    witnesses: Iterable[Rule],
    *,
    counted: bool = False,
) -> int | None:
    """Return in how many lines leftovers are left out; None if they count, and 0 where nobody need be told.

    Args:
        document: the article.
        leftovers: the flags of rules with `own_text: false`, and those that need leftovers.
        flagged: all other flags.
        ran: the rules that were asked for.
        witnesses: the rules that decide, asked for or not; if there are none, those that were asked for decide.
        counted: whether those of an earlier state of the text counted, so that the rest stays while some are mended.

    Nobody need be told where the configuration says that the site wrote the article, or of what is too weak alone.
    """
    needed = _needed(document)
    if needed == inf:
        return 0
    if counted:
        return None
    asked = {rule.id for rule in ran}
    decide = {rule.id: rule for rule in witnesses}
    said = [
        (rule, flag)
        for rule, flag in (*leftovers, *flagged)
        if rule.family == BOILERPLATE and (not decide or rule.id in decide)
    ]
    further = (rule for id_, rule in decide.items() if id_ not in asked)
    while _kinds(document, said, needed) < needed:
        if not (rule := next(further, None)):
            return _lines(document, leftovers) if needed > 1 else 0
        said += _flags(rule, document)
    return None


def _lines(document: Document, leftovers: Flagged) -> int:
    """Return in how many lines there are possible leftovers."""
    return len({document.position(flag.start)[0] for rule, flag in leftovers if not rule.where.own_text})


def _kinds(document: Document, said: Flagged, needed: float) -> int:
    """Count the kinds of leftovers that would be reported.

    A rule of generality 2 knows no kind: each of its places may be another one. Where front matter shows own text it
    does not count, because a site that speaks to its readers sounds like a page, unless the text leads nowhere and the
    flag is sure by itself. Elsewhere a flag may count as several kinds, or as none.
    """
    if needed == 1:
        return sum(flag.kinds for _, flag in said)  # nothing need be compared
    if sum(_kinds_of(document, *each) for each in said) < needed:
        return 0  # nor here
    reported = merge_boilerplate(document, said)
    if document.may_call_readers:
        return len({rule.id for rule, _ in reported if rule.generality < 2})
    places = [
        ((rule.id, flag.start if rule.generality > 1 else 0), _kinds_of(document, rule, flag))
        for rule, flag in reported
    ]
    return sum(dict(sorted(places)).values())


def _kinds_of(document: Document, rule: Rule, flag: Flag) -> int:
    """Return as how many kinds a flag counts: see `Where.pages_only` and `Flag.kinds`."""
    if rule.generality > 1 and document.meta and flag.kinds < _SURE:
        return 0
    leads = document.link_targets(max(0, flag.start - 1), flag.end) if rule.where.pages_only else ["."]
    return flag.kinds if leads else 2 * flag.kinds


def _flags(rule: Rule, document: Document) -> list[tuple[Rule, Flag]]:
    """Return what a rule flags that was not asked for; one that fails flags nothing."""
    try:
        if not limits.rule_begins() or rule.compares or not may_say(rule, document):
            return []
        return [(rule, flag) for flag in flags_of(rule, document)]
    except (Exception, SystemExit, limits.TooSlow) as error:
        if limits.is_from_signal(error):
            raise
        return []


def _needed(document: Document) -> float:
    try:
        return document.kinds_of_leftovers
    except (Exception, limits.TooSlow) as error:  # the rules that read the page have reported it
        if limits.is_from_signal(error):
            raise
        return 1  # nothing is dropped unseen
