"""JSON schema of the results that a desk returns, for whoever reads or keeps them."""

from __future__ import annotations

from typing import Any

from copydesk.findings import SEVERITIES, Outcome
from copydesk.stories.fact_sheet.entries import FactKind

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_OFFSET = {"type": "integer", "minimum": 0}
_FROM_ONE = {"type": "integer", "minimum": 1}
_SWITCH = {"type": "boolean"}
_PLACE = {"line": _FROM_ONE, "column": _FROM_ONE, "offset": _OFFSET, "end_offset": _OFFSET}


def result_schema() -> dict[str, Any]:
    """Return a schema with a definition for each result: `checked`, `fixed`, `read`, `compared` and `finding`.

    A result is valid against `{"$ref": "#/$defs/checked"}` and so on; the schema itself takes any of them.
    """
    findings = _list({"$ref": "#/$defs/finding"})
    spans = _list(_object(_PLACE | {"text": _TEXT}))
    places = _list(_object(_PLACE | {"path": _TEXT, "text": _TEXT, "sentence": _TEXT}))
    definitions = {
        "finding": _finding(),
        "checked": _object(
            {"path": _TEXT, "language": _TEXT_OR_NULL, "complete": _SWITCH, "findings": findings}
        ),
        "fixed": _object(
            {"path": _TEXT, "complete": _SWITCH, "text": _TEXT, "fixed": findings, "left": findings}
        ),
        "read": _object(
            {
                "path": _TEXT,
                "format": _TEXT,
                "language": _TEXT_OR_NULL,
                "date": _TEXT_OR_NULL,
                "names": _list(
                    _object({"name": _TEXT, "kind": {"enum": ["person", "organisation"]}, "mentions": spans})
                ),
                "quotations": _list(
                    _object(
                        _PLACE
                        | {
                            "text": _TEXT,
                            "speaker": _TEXT_OR_NULL,
                            "verb": {"anyOf": [_object(_PLACE | {"text": _TEXT}), {"type": "null"}]},
                        }
                    )
                ),
                "dates": _list(_object(_PLACE | {"text": _TEXT, "value": _TEXT_OR_NULL, "precision": _TEXT})),
                "problem": _TEXT_OR_NULL,
            }
        ),
        "compared": _object(
            {
                "draft": _TEXT,
                "language": _TEXT_OR_NULL,
                "problem": _TEXT_OR_NULL,
                "notes": _list(_TEXT),
                "sources": _list(_object({"path": _TEXT, "why": _TEXT, "confidence": _TEXT})),
                "counts": _object({outcome.value: _OFFSET for outcome in Outcome}),
                "rows": _list(
                    _object(
                        _PLACE
                        | {
                            "kind": {"enum": [each.value for each in FactKind]},
                            "outcome": {"enum": [each.value for each in Outcome]},
                            "how": _TEXT,
                            "speaker": _TEXT_OR_NULL,
                            "path": _TEXT,
                            "text": _TEXT,
                            "sentence": _TEXT,
                            "sources": places,
                        }
                    )
                ),
                "left_out": places,
                "added": places,
            }
        ),
    }
    results = [{"$ref": f"#/$defs/{name}"} for name in definitions]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of copydesk.Desk",
        "anyOf": results,
        "$defs": definitions,
    }


def _finding() -> dict[str, Any]:
    related = _object(_PLACE | {"path": _TEXT, "message": _TEXT})
    return _object(
        _PLACE
        | {
            "id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "path": _TEXT,
            "rule": _TEXT,
            "family": _TEXT,
            "severity": {"enum": list(SEVERITIES)},
            "message": _TEXT,
            "end_line": _FROM_ONE,
            "end_column": _FROM_ONE,
            "excerpt": _TEXT,
            "suggestions": _list(_TEXT),
            "fixable": _SWITCH,
            "related": _list(related),
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
