"""JSON schemas of copydesk.yaml and of rule files, for editors, made from what the readers themselves go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copydesk.config.rule_options import option_schema
from copydesk.config.settings import TEXTS
from copydesk.config.settings_reader import KEYS as CONFIG_KEYS
from copydesk.findings import SEVERITIES
from copydesk.formats.parsed import PAGE_PARTS
from copydesk.packs.loader import KEYS as PACK_KEYS
from copydesk.packs.matcher_kinds import KINDS, LINE_KINDS, LINE_PHRASES
from copydesk.rules import PLACES, PRESETS, Rule

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT = {"type": "string"}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_SWITCH = {"type": "boolean"}
_ON_OFF = {"enum": ["on", "off", True, False]}
_SEVERITY = {"enum": list(SEVERITIES)}
# A YAML reader that follows version 1.1 takes on and off for true and false, one that follows 1.2 for texts.
_SETTING = {"enum": ["on", "off", True, False, *SEVERITIES]}


def config_schema(rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The schema of copydesk.yaml, with these rules (by id), their families and their options."""
    settings = _rule_settings(rules)
    pair = {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}
    described = {
        "extends": ("The rules to start from.", {"enum": list(PRESETS)}),
        "rules": ("What to change of them: rule or family → on, off, a severity, or options.", settings),
        "packs": ("Folders or files of your own YAML rules, from this file's folder.", _TEXTS),
        "exclude": ("Files to leave out, also when they are named; gitignore patterns.", _TEXTS),
        "files": (
            "Other settings for some files.",
            {
                "type": "array",
                "items": _object({"paths": _TEXTS, "rules": settings, "text": {"enum": list(TEXTS)}}),
            },
        ),
        "fail-on": ("The mildest severity that fails a run.", _SEVERITY),
        "names": (
            "Names that are right as they are.",
            _object({"prefer": _TEXTS, "two_people": {"type": "array", "items": pair}}),
        ),
        "copies": ("Whether articles are compared with others that read like copies of them.", _ON_OFF),
        "max-file-size": (
            "In megabytes; a larger file is reported, not read.",
            {"type": "number", "exclusiveMinimum": 0},
        ),
        "sources": (
            "What articles are held to.",
            {
                "type": "array",
                "items": _object({"paths": _TEXTS, "from": _TEXTS}, required=["paths", "from"]),
            },
        ),
        "html": (
            "Parts of HTML pages that are not read: in a built site they say the same on every page.",
            _object({"skip": _one_or_more({"enum": list(PAGE_PARTS)})}),
        ),
        "accept": ("A list of findings that are let pass, from this file's folder.", _TEXT),
    }
    return _schema("copydesk.yaml", CONFIG_KEYS, described)


def pack_schema() -> dict[str, Any]:
    """The schema of a rule file."""
    mapping = {"type": "object", "additionalProperties": _TEXT, "minProperties": 1}
    groups = {"type": "array", "items": {"type": "array", "items": _TEXT, "minItems": 2}, "minItems": 1}
    described = {
        "summary": ("The fault, in one line.", _TEXT),
        "why": ("Why it matters, and what the rule does not claim.", _TEXT),
        "message": ("What a finding says; {match} stands for the flagged text.", _TEXT),
        "measured": ("How often the rule was right, and on what text.", _TEXT),
        "bad": ("Texts that must be flagged.", _TEXTS),
        "good": ("Texts that must not.", _TEXTS),
        "severity": ("How grave a finding is.", _SEVERITY),
        "preset": ("Whether the rule runs by default.", {"enum": list(PRESETS)}),
        "case_sensitive": ("Whether capitals count.", _SWITCH),
        "fixable": ("Whether the suggestion is safe to apply unseen.", _SWITCH),
        "phrases": ("Literal phrases, matched as whole words.", _TEXTS),
        "lines": ("Literal phrases that fill a line or block; “line” may stand beside it.", _TEXTS),
        "line_phrases": ("Another name of “lines”.", _TEXTS),
        "line": ("Patterns that fill a line or block; “line_phrases” may stand beside it.", _TEXTS),
        "pattern": ("Patterns anywhere in the prose.", _TEXTS),
        "parts": (
            "Alternatives of which patterns are made, by the name that stands for them: {{name}}.",
            {"type": "object", "additionalProperties": _TEXTS, "minProperties": 1},
        ),
        "prefer": ("Phrase → better phrase.", mapping),
        "consistent": ("Groups of variants; the rarer is flagged.", groups),
    }
    schema = _schema("A rule of copydesk", PACK_KEYS, described | _where())
    schema["required"] = ["summary", "bad", "good"]
    fill_lines = {
        "anyOf": [{"required": [kind]} for kind in LINE_KINDS],
        "not": {"required": list(LINE_PHRASES)},
    }
    schema["oneOf"] = [fill_lines, *({"required": [kind]} for kind in KINDS if kind not in LINE_KINDS)]
    return schema


def _schema(title: str, keys: tuple[str, ...], described: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """Only `keys` count, and each must be described: KeyError tells of one that is not."""
    properties = {key: {"description": described[key][0], **described[key][1]} for key in keys}
    return {"$schema": _DRAFT, "title": title, **_object(properties)}


def _rule_settings(rules: Mapping[str, Rule]) -> dict[str, Any]:
    families = dict.fromkeys(sorted({rule.family for rule in rules.values()}))
    properties: dict[str, Any] = {
        family: {
            "description": f"All rules of the family “{family}”.",
            "anyOf": [_SETTING, _object({"severity": _SEVERITY})],
        }
        for family in families
    }
    for rule in rules.values():
        options = {name: option_schema(rule, name) for name in rule.options}
        properties[rule.id] = {
            "description": rule.summary,
            "anyOf": [_SETTING, _object({"severity": _SEVERITY, **options})],
        }
    # Packs and plugins bring rules of their own.
    return {"type": "object", "properties": properties}


def _one_or_more(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _object(properties: Mapping[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _where() -> dict[str, tuple[str, Any]]:
    """The keys that say where a rule looks: see `rules.Where`."""
    return {
        "places": ("Where to look; everywhere by default.", _one_or_more({"enum": list(PLACES)})),
        "languages": (
            "Two-letter codes of the languages it is for, such as en; all by default.",
            _one_or_more({"type": "string", "pattern": "^[a-z]{2}$"}),
        ),
        "in_quotations": ("Whether to look inside quotations.", _SWITCH),
        "in_mentions": ("Whether to look at what the text shows, explains or speaks of.", _SWITCH),
        "in_links": ("Whether to look at the words of links.", _SWITCH),
        "own_text": ("Whether to look at articles that the site wrote itself.", _SWITCH),
        "own_links": ("Whether to look at what leads to pages beside the document only.", _SWITCH),
        "over_prose": ("Whether to look at headings over sentences or a table.", _SWITCH),
        "own_under": ("Words of headings under which it is the article's own.", _TEXTS),
    }
