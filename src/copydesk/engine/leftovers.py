"""Leftovers: decide whether those in an article count, or may be its author's own words (see `Document.provenance`).

A rule with `own_text: false` speaks only where enough rules for leftovers flag something. Which of them were asked for
must not matter: whoever selects one rule sees of it what a run with all rules shows. So those that were not asked for
are asked here, as `witnesses`, until there are enough; in most articles none need be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from copydesk.document import Document
from copydesk.engine.rule_flags import flags_of, may_say
from copydesk.findings import BOILERPLATE, Flag
from copydesk.rules import Rule
from copydesk.support import limits

Flagged = Sequence[tuple[Rule, Flag]]


def silent_lines(
    document: Document, leftovers: Flagged, flagged: Flagged, ran: Iterable[Rule], witnesses: Iterable[Rule]
) -> int | None:
    """Return in how many lines leftovers are left out; None if they count, and 0 where nobody need be told.

    Args:
        document: the article.
        leftovers: the flags of rules with `own_text: false`.
        flagged: the flags of all other rules.
        ran: the rules that were asked for.
        witnesses: the rules that decide, asked for or not; if there are none, those that were asked for decide.

    Nobody need be told where the configuration says that the site wrote the article.
    """
    needed = _needed(document)
    if needed == inf:
        return 0
    asked = {rule.id for rule in ran}
    decide = {rule.id: rule for rule in witnesses}
    kinds = {
        rule.id
        for rule, _ in (*leftovers, *flagged)
        if rule.family == BOILERPLATE and (not decide or rule.id in decide)
    }
    further = (rule for id_, rule in decide.items() if id_ not in asked)
    while len(kinds) < needed and (rule := next(further, None)):
        if _has_flag(rule, document):
            kinds.add(rule.id)
    return None if len(kinds) >= needed else len({document.position(flag.start)[0] for _, flag in leftovers})


def _has_flag(rule: Rule, document: Document) -> bool:
    """Tell whether a rule that was not asked for flags anything; one that fails does not."""
    try:
        if not limits.rule_begins() or rule.compares or not may_say(rule, document):
            return False
        return any(True for _ in flags_of(rule, document))
    except (Exception, SystemExit, limits.TooSlow) as error:
        if limits.is_from_signal(error):
            raise
        return False


def _needed(document: Document) -> float:
    try:
        return document.kinds_of_leftovers
    except (Exception, limits.TooSlow) as error:  # the rules that read the page have reported it
        if limits.is_from_signal(error):
            raise
        return 1  # nothing is dropped unseen
