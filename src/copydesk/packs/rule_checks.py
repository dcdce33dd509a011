"""Rule checks: check a document as a rule file says, with a matcher that is made when it may first find something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.packs.matcher_kinds import LINE_KINDS, Recipe, make_matcher, owner_of
from copydesk.packs.matchers import Matcher
from copydesk.packs.prefilter import Prefilter
from copydesk.rules import Where


class RuleCheck:
    """The check of a rule file. The prefilter knows what it looks for before there is a matcher.

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
        self._owners = {owner_of(name, kind) for kind in self.kinds}
        self._recipe = recipe
        self._prefilter = prefilter
        self._reads_lines = any(kind in LINE_KINDS for kind in self.kinds)
        self._seconds = seconds
        self._where = where

    def check(self, document: Document) -> Iterable[Flag]:
        """Yield the flags of one document. Raises TimeoutError if a pattern takes too long."""
        prefilter = self._prefilter
        concerned = prefilter.concerned if self._reads_lines else prefilter.concerned_by_words
        found = document.once(concerned) & self._owners
        return self.matcher.flags(document, found) if found else ()

    @cached_property
    def matcher(self) -> Matcher:
        """What finds and flags. Raises MatcherError, ValueError or regex.error if the rule file is wrong."""
        return make_matcher(
            self._recipe(), self._prefilter, rule=self.name, seconds=self._seconds, where=self._where
        )
