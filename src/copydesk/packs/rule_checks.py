"""Rule checks: check a document as a rule file says, with a matcher that is made when it may first find something."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.packs.matcher_kinds import LINE_KINDS, Recipe, make_matcher, owner_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from copydesk.document import Document
    from copydesk.findings import Flag
    from copydesk.packs.matchers import Matcher
    from copydesk.packs.prefilter import Prefilter
    from copydesk.rules import Rule, Where


class RuleCheck:
    """The check of a rule file. The prefilter knows what it looks for before there is a matcher.

    Attributes:
        owners: the names by which its prefilter knows it.

    Args:
        name: names the rule; no two checks with one prefilter have the same.
        kinds: the keys of the rule file that say what it looks for.
        recipe: returns what its matcher is made of.
        prefilter: the prefilter of all rule files.
        seconds: limits the time of one pattern in one passage.
        where: the places that the rule is for; where places are counted, others do not count.
    """

    def __init__(
        self,
        name: str,
        kinds: Iterable[str],
        recipe: Callable[[], Recipe],
        prefilter: Prefilter,
        seconds: float | None,
        where: Where,
    ) -> None:
        self.name = name
        self.kinds = tuple(kinds)
        self.owners: frozenset[Hashable] = frozenset(owner_of(name, kind) for kind in self.kinds)
        self._recipe = recipe
        self.prefilter = prefilter
        self._reads_lines = any(kind in LINE_KINDS for kind in self.kinds)
        self._seconds = seconds
        self._where = where

    def check(self, document: Document) -> Iterable[Flag]:
        """Yield the flags of one document. Raises TimeoutError if a pattern takes too long."""
        found = document.once(self.concerned) & self.owners
        return self.matcher.flags(document, found) if found else ()

    @property
    def concerned(self) -> Callable[[Document], set[Hashable]]:
        """Tells which owners of its prefilter, others included, may find something in a document."""
        return self.prefilter.concerned if self._reads_lines else self.prefilter.concerned_by_words

    @cached_property
    def matcher(self) -> Matcher:
        """What finds and flags. Raises MatcherError, ValueError or regex.error if the rule file is wrong."""
        return make_matcher(
            self._recipe(), self.prefilter, rule=self.name, seconds=self._seconds, where=self._where
        )

    def narrowed(self, prefilter: Prefilter) -> RuleCheck:
        """Return the same check with a narrower prefilter."""
        return RuleCheck(self.name, self.kinds, self._recipe, prefilter, self._seconds, self._where)


_FEW = 0.7
"""Rules that are at most this share of those with one prefilter get one of their own."""


def rule_check_of(rule: Rule) -> RuleCheck | None:
    """Return the check of a rule file; None if the rule has none."""
    check = getattr(rule.check, "__self__", None)
    return check if isinstance(check, RuleCheck) else None


def narrowed(rules: Iterable[Rule], of: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules with a prefilter of their own, if they are few of those that share it.

    They find the same. What all rule files look for stands in every text, and to find that takes longer than all else
    that a few rules do.

    Args:
        rules: some of the rules, perhaps with other settings.
        of: all rules.
    """
    rules = tuple(rules)
    sharing = Counter(check.prefilter for rule in of if (check := rule_check_of(rule)))
    chosen: dict[Prefilter, list[RuleCheck]] = defaultdict(list)
    for rule in rules:
        if check := rule_check_of(rule):
            chosen[check.prefilter].append(check)
    narrow = {
        prefilter: prefilter.narrowed({owner for check in checks for owner in check.owners})
        for prefilter, checks in chosen.items()
        if len(checks) <= _FEW * sharing[prefilter]
    }

    def with_narrow_prefilter(rule: Rule) -> Rule:
        check = rule_check_of(rule)
        if check is None or check.prefilter not in narrow:
            return rule
        return replace(rule, check=check.narrowed(narrow[check.prefilter]).check)

    return tuple(map(with_narrow_prefilter, rules))


class RuleGate:
    """Tells at once which of some rules may find something in a document, so that the others are not even called."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        checks = [rule_check_of(rule) for rule in self.rules]
        self._searches = {check.concerned: None for check in checks if check}
        self._owners = [check.owners if check else None for check in checks]

    def concerned(self, document: Document) -> Sequence[Rule]:
        """Return the rules that may find something in a document, in their order; of rules in Python all may."""
        found = {owner for concerned in self._searches for owner in document.once(concerned)}
        return [
            rule
            for rule, owners in zip(self.rules, self._owners, strict=True)
            if owners is None or not owners.isdisjoint(found)
        ]
