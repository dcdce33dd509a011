"""Rule checks: check a document as a rule file says, with a matcher that is made when it may first find something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.packs.matcher_kinds import make_matcher
from copydesk.packs.matchers import Matcher
from copydesk.packs.prefilter import Prefilter


class Recipe(NamedTuple):
    """What a matcher is made of.

    Attributes:
        data: the keys of the rule file that say what it looks for.
        message: the message of a flag.
        case_sensitive: whether capital and small letters differ.
    """

    data: Mapping[str, Any]
    message: str
    case_sensitive: bool


class RuleCheck:
    """The check of a rule file. The prefilter knows what it looks for before there is a matcher.

    Args:
        name: names the rule; no two checks with one prefilter have the same.
        kinds: the keys of the rule file that say what it looks for.
        recipe: returns what its matcher is made of.
        prefilter: the prefilter of all rule files.
        seconds: limits the time of one pattern in one passage.
    """

    def __init__(
        self,
        name: str,
        kinds: Iterable[str],
        recipe: Callable[[], Recipe],
        prefilter: Prefilter,
        seconds: float | None,
    ) -> None:
        self.name = name
        self.kinds = tuple(kinds)
        self._owners = {f"{name} {kind}" for kind in self.kinds}
        self._recipe = recipe
        self._prefilter = prefilter
        self._seconds = seconds

    def check(self, document: Document) -> Iterable[Flag]:
        """Yield the flags of one document. Raises TimeoutError if a pattern takes too long."""
        found = document.once(self._prefilter.concerned) & self._owners
        return self.matcher.flags(document, found) if found else ()

    @cached_property
    def matcher(self) -> Matcher:
        """What finds and flags. Raises MatcherError, ValueError or regex.error if the rule file is wrong."""
        data, message, case_sensitive = self._recipe()
        return make_matcher(
            data,
            self._prefilter,
            message,
            rule=self.name,
            case_sensitive=case_sensitive,
            seconds=self._seconds,
        )
