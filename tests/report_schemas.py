"""The parts of the published schemas that our reports use, closed: a property that is not in them is an error."""

from __future__ import annotations

TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 1}


def obj(required, **properties):
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def array(items, **more):
    return {"type": "array", "items": items, **more}


_MESSAGE = obj("text", text={**TEXT, "minLength": 1})
_ARTIFACT = obj("uri", uri={"type": "string", "format": "uri-reference", "pattern": r"^[!-~]+$"})
_REGION = obj(
    "startLine",
    startLine=NUMBER,
    startColumn=NUMBER,
    endLine=NUMBER,
    endColumn=NUMBER,
    snippet=obj("text", text=TEXT),
)
_LOCATION = obj(
    "physicalLocation",
    id={"type": "integer", "minimum": 0},
    message=_MESSAGE,
    physicalLocation=obj("artifactLocation", artifactLocation=_ARTIFACT, region=_REGION),
)
_REPLACEMENT = obj("deletedRegion", deletedRegion=_REGION, insertedContent=obj("text", text=TEXT))
_CHANGE = obj(
    "artifactLocation replacements", artifactLocation=_ARTIFACT, replacements=array(_REPLACEMENT, minItems=1)
)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_SARIF_RULE = obj(
    "id",
    id=TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=obj("text", text={**TEXT, "minLength": 1}, markdown=TEXT),
    helpUri={"type": "string", "format": "uri"},
    defaultConfiguration=obj("", level=_LEVEL),
    properties={"type": "object", "properties": {"tags": array(TEXT, uniqueItems=True)}},
)
_SARIF_RESULT = obj(
    "message",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=array(_LOCATION),
    relatedLocations=array(_LOCATION, uniqueItems=True),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    fixes=array(
        obj("artifactChanges", description=_MESSAGE, artifactChanges=array(_CHANGE, minItems=1)),
        uniqueItems=True,
    ),
)
SARIF = obj(
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"enum": ["2.1.0"]},
    runs=array(
        obj(
            "tool",
            tool=obj(
                "driver",
                driver=obj(
                    "name",
                    name=TEXT,
                    version=TEXT,
                    semanticVersion={**TEXT, "pattern": r"^\d+\.\d+\.\d+"},
                    informationUri={"type": "string", "format": "uri"},
                    rules=array(_SARIF_RULE, uniqueItems=True),
                ),
            ),
            invocations=array(obj("executionSuccessful", executionSuccessful={"type": "boolean"})),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            newlineSequences=array(TEXT, minItems=1, uniqueItems=True),
            results=array(_SARIF_RESULT),
        ),
        minItems=1,
    ),
)

GITLAB = array(
    obj(
        "description check_name fingerprint severity location",
        description=TEXT,
        check_name=TEXT,
        fingerprint={"type": "string", "minLength": 1},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=obj("path lines", path=TEXT, lines=obj("begin", begin=NUMBER, end=NUMBER)),
    )
)

_RD_RANGE = obj(
    "start",
    start=obj("line", line=NUMBER, column=NUMBER),
    end=obj("line", line=NUMBER, column=NUMBER),
)
_RD_LOCATION = obj("path", path=TEXT, range=_RD_RANGE)
RDJSON = obj(
    "message location",
    message=TEXT,
    location=_RD_LOCATION,
    severity={"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
    source=obj("name", name=TEXT, url=TEXT),
    code=obj("value", value=TEXT, url=TEXT),
    suggestions=array(obj("range text", range=_RD_RANGE, text=TEXT)),
    relatedLocations=array(obj("location", message=TEXT, location=_RD_LOCATION)),
)
