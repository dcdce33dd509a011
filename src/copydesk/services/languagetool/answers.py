"""Answers: what the server says to each request, apart from everything that is HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import copydesk
from copydesk.services.in_python.desk import Desk
from copydesk.services.languagetool.annotated_text import BadRequest, annotated, plain
from copydesk.services.languagetool.asked_rules import AskedRules
from copydesk.services.languagetool.matches import answer, languages

Fields = Mapping[str, str]
"""The fields of a request, from its address or its form."""

_NO_TEXT = "text or data: one of the two must be given"


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
        if "data" in fields and fields.get("text"):
            raise BadRequest("send either text or data, not both")
        text = annotated(fields["data"]) if "data" in fields else plain(fields["text"])
        if len(text.text) > self._max_characters:
            return Answer(f"Error: the text has more than {self._max_characters:,} characters", 413)
        asked = AskedRules(fields)
        unknown = asked.unknown(
            {name for each in self._desk.rules.values() for name in (each.id, each.family)}
        )
        result = self._desk.check(text.text, "text")
        shown = [each for each in result.findings if not each.is_failure and asked.includes(each)]
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
