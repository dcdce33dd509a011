"""Asked rules: the rules and families that a request names, to see only their findings or none of them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from heapq import nsmallest
from itertools import chain

from copydesk.config.settings import nearest
from copydesk.findings import Finding
from copydesk.services.languagetool.annotated_text import BadRequest

_ENABLED = ("enabledRules", "enabledCategories")
_DISABLED = ("disabledRules", "disabledCategories")
_MOST_TOLD = 20
"""So many unknown names are told: to look for the one that was meant takes milliseconds."""
_MOST_IN_ERROR = 3


class AskedRules:
    """The rules that a client asks for, and those whose findings it does not want to see; from a request's fields."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._by_field = {key: _names(fields.get(key, "")) for key in (*_ENABLED, *_DISABLED)}
        self._enabled = frozenset(chain.from_iterable(self._by_field[key] for key in _ENABLED))
        self._disabled = frozenset(chain.from_iterable(self._by_field[key] for key in _DISABLED))
        self._is_only = fields.get("enabledOnly") in ("true", "yes", "1")

    def includes(self, finding: Finding) -> bool:
        """Tell whether a client asked for findings of this rule, or did not ask not to see them."""
        names = {finding.rule, finding.family}
        return self._disabled.isdisjoint(names) and not (self._is_only and self._enabled.isdisjoint(names))

    def unknown(self, known: Set[str]) -> list[str]:
        """Return messages on the first names that are not `known`, of rules or families, with what was probably meant.

        Clients send the names of LanguageTool's own rules in capitals, which mean nothing here.

        Raises:
            BadRequest: only rules and families were asked for that do not exist or that the request leaves out, so
                nothing would be checked.
        """
        wrong = [
            (key, name)
            for key, names in self._by_field.items()
            for name in nsmallest(_MOST_TOLD + 1, (each for each in names - known if not each.isupper()))
        ]
        told = [
            f"{key}: there is no rule or family “{name}”{nearest(name, sorted(known))}"
            for key, name in wrong[:_MOST_TOLD]
        ]
        if len(wrong) > _MOST_TOLD:
            told.append("there are more names of no rule or family")
        if self._is_only and known.isdisjoint(self._enabled):
            told = told or ["enabledOnly: name rules in enabledRules, or families in enabledCategories"]
            raise BadRequest("; ".join(told[:_MOST_IN_ERROR]))
        if self._is_only and self._enabled & known <= self._disabled:
            raise BadRequest("the request leaves out all rules that it asks for, so nothing would be checked")
        return told


def _names(listed: str) -> frozenset[str]:
    return frozenset(each.strip() for each in listed.split(",")) - {""}
