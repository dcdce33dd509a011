"""Answers: what the server says to each request, apart from everything that is HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import copydesk
from copydesk.config.settings import nearest
from copydesk.findings import Finding
from copydesk.services.in_python.desk import Desk
from copydesk.services.languagetool.annotated_text import BadRequest, annotated, plain
from copydesk.services.languagetool.matches import answer, languages

Fields = Mapping[str, str]
"""The fields of a request, from its address or its form."""

_NO_TEXT = "text or data: one of the two must be given"
_KEYS = ("enabledRules", "enabledCategories", "disabledRules", "disabledCategories")
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, and what JSON or a text is to be sent."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Answers:
    """Answers requests with a desk. It reads no file."""

    def __init__(self, desk: Desk, max_characters: int) -> None:
        self._desk = desk
        self._max_characters = max_characters
        self._by_path: dict[str, tuple[tuple[str, ...], Callable[[Fields], Answer]]] = {
            "/v2/check": (("POST", "GET"), self._check),
            "/v2/languages": (("GET",), lambda _fields: Answer(languages())),
            "/v2/healthcheck": (("GET",), lambda _fields: Answer("OK")),
            "/v2/maxtextlength": (("GET",), lambda _fields: Answer(str(max_characters))),
            "/v2/info": (
                ("GET",),
                lambda _fields: Answer({"software": {"name": "copydesk", "version": copydesk.__version__}}),
            ),
        }

    def methods(self, path: str) -> tuple[str, ...]:
        """Return the methods that a path takes; none if there is no such path."""
        return self._by_path[path][0] if path in self._by_path else ()

    def give(self, path: str, fields: Fields) -> Answer:
        """Return the answer to a request for a path that there is."""
        try:
            return self._by_path[path][1](fields)
        except BadRequest as error:
            return Answer(f"Error: {error}", 400)

    def _check(self, fields: Fields) -> Answer:
        if "data" not in fields and "text" not in fields:
            raise BadRequest(_NO_TEXT)
        text = annotated(fields["data"]) if "data" in fields else plain(fields["text"])
        if len(text.text) > self._max_characters:
            return Answer(f"Error: the text has more than {self._max_characters:,} characters", 413)
        unknown = self._unknown_names(fields)
        result = self._desk.check(text.text, "text")
        shown = [each for each in result.findings if not each.is_failure and _is_wanted(each, fields)]
        return Answer(
            answer(
                text,
                shown,
                self._desk.rules,
                version=copydesk.__version__,
                asked=fields.get("language") or "auto",
                language=result.language,
                is_complete=result.is_complete,
                unknown=unknown,
            )
        )

    def _unknown_names(self, fields: Fields) -> list[str]:
        """Return the names of rules and categories that do not exist, with what was probably meant.

        Clients send the names of LanguageTool's own rules in capitals, which mean nothing here.

        Raises:
            BadRequest: only rules and categories were asked for that do not exist, so nothing would be checked.
        """
        known = {name for each in self._desk.rules.values() for name in (each.id, each.family)}
        unknown = [
            f"{key}: there is no rule or family “{name}”{nearest(name, sorted(known))}"
            for key in _KEYS
            for name in sorted(_names(fields, key) - known)
            if not name.isupper()
        ]
        if _is_only(fields) and not known & (
            _names(fields, "enabledRules") | _names(fields, "enabledCategories")
        ):
            told = unknown or ["enabledOnly: name rules in enabledRules, or families in enabledCategories"]
            raise BadRequest("; ".join(told[:_MOST_TOLD]))
        return unknown


def _is_wanted(finding: Finding, fields: Fields) -> bool:
    """Tell whether a client asked for findings of this rule, or did not ask not to see them."""
    names = {finding.rule, finding.family}
    if names & (_names(fields, "disabledRules") | _names(fields, "disabledCategories")):
        return False
    if _is_only(fields):
        return bool(names & (_names(fields, "enabledRules") | _names(fields, "enabledCategories")))
    return True


def _is_only(fields: Fields) -> bool:
    """Tell whether a client wants only the rules that it names."""
    return fields.get("enabledOnly") in ("true", "yes", "1")


def _names(fields: Fields, key: str) -> set[str]:
    return {each.strip() for each in fields.get(key, "").split(",")} - {""}
