"""JSON schemas of copydesk.yaml and of rule files, for editors; they are made from the readers' own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.config.rule_options import option_schema
from copydesk.config.rule_sources.presets import PRESET_NAMES
from copydesk.config.settings import TEXTS
from copydesk.config.settings_reader import KEYS as CONFIG_KEYS
from copydesk.findings import SEVERITIES
from copydesk.formats.parsed import PAGE_PARTS
from copydesk.formats.registry import FORMATS
from copydesk.packs.flagging.choosing import PER
from copydesk.packs.loader import KEYS as PACK_KEYS
from copydesk.packs.matcher_kinds import KINDS, LINE_KINDS, LINE_PHRASES, MODIFIERS
from copydesk.rules import FRONT_MATTER, PLACES, PRESETS, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT = {"type": "string"}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_SWITCH = {"type": "boolean"}
_ON_OFF = {"enum": ["on", "off", True, False]}
_SEVERITY = {"enum": list(SEVERITIES)}
# YAML 1.1 reads on and off as true and false, YAML 1.2 as texts.
_SETTING = {"enum": ["on", "off", True, False, *SEVERITIES]}


def config_schema(rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return the schema of copydesk.yaml, with these rules (by id), their families and their options."""
    settings = _rule_settings(rules)
    pair = {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}
    described = {
        "extends": ("The preset of rules to start from.", {"enum": list(PRESET_NAMES)}),
        "rules": (
            "Changes to the preset: a rule or family, and “on”, “off”, a severity, or options.",
            settings,
        ),
        "packs": (
            "Folders or files with your own YAML rules; paths start from this file's folder. package:NAME means the"
            " rules that an installed distribution offers.",
            _TEXTS,
        ),
        "exclude": (
            "Files that are not checked, even if they are named on the command line; patterns as in .gitignore.",
            _TEXTS,
        ),
        "files": (
            "Other settings for some files: rules, and how these articles came here.",
            _one_or_more(_object({"paths": _TEXTS, "rules": settings, "text": {"enum": list(TEXTS)}})),
        ),
        "fail-on": ("The lowest severity that makes a run fail.", _SEVERITY),
        "names": (
            "Names that are spelled correctly, pairs of names that are both right, and the file with the names of the"
            " archive (copydesk names --write-index).",
            _object({"prefer": _TEXTS, "two_people": _one_or_more(pair), "index": _TEXT}),
        ),
        "copies": (
            "Whether articles are compared with other copies of the same story that are found among the files.",
            _ON_OFF,
        ),
        "max-file-size": (
            "Megabytes, at most 10 (--max-file-size allows more); a larger file is reported and not read.",
            {"type": "number", "exclusiveMinimum": 0},
        ),
        "sources": (
            "Documents that articles are compared with.",
            _one_or_more(_object({"paths": _TEXTS, "from": _TEXTS}, required=["paths", "from"])),
        ),
        "html": (
            "Parts of HTML pages that are not read, because they are the same on every page of a site.",
            _object({"skip": _one_or_more({"enum": list(PAGE_PARTS)})}),
        ),
        "front-matter": (
            "Keys of front matter whose values are read as text, besides titles, descriptions, captions and bylines;"
            " and under skip, keys that are none although they look like one.",
            _object({"text": _TEXTS, "skip": _TEXTS}),
        ),
        "accept": (
            "The file that lists accepted findings, which are not reported; its path starts from this file's folder.",
            _TEXT,
        ),
    }
    return _schema("copydesk.yaml", CONFIG_KEYS, described)


def pack_schema() -> dict[str, Any]:
    """Return the schema of a rule file."""
    mapping = {"type": "object", "additionalProperties": _TEXT, "minProperties": 1}
    groups = {"type": "array", "items": {"type": "array", "items": _TEXT, "minItems": 2}, "minItems": 1}
    described = {
        "summary": ("The fault, in one line.", _TEXT),
        "why": ("Why the fault matters, and what the rule does not claim.", _TEXT),
        "message": ("The message of a finding; {match} stands for the flagged text.", _TEXT),
        "measured": ("How often the rule was right, and on which texts.", _TEXT),
        "bad": ("Texts that must be flagged.", _TEXTS),
        "good": ("Texts that must not be flagged.", _TEXTS),
        "severity": ("The severity of a finding.", _SEVERITY),
        "preset": ("Whether the rule runs by default.", {"enum": list(PRESETS)}),
        "case_sensitive": ("Whether capital and small letters differ.", _SWITCH),
        "fixable": ("Whether the suggestion can be applied without anybody looking at it.", _SWITCH),
        "phrases": ("Literal phrases, matched as whole words.", _TEXTS),
        "lines": ("Literal phrases that fill a line or block; a rule may have “line” too.", _TEXTS),
        "line_phrases": ("Another name for “lines”.", _TEXTS),
        "line": ("Patterns that fill a line or block; a rule may have “lines” too.", _TEXTS),
        "pattern": ("Patterns anywhere in the prose.", _TEXTS),
        "parts": (
            "Named parts of patterns: a name, and its alternatives; {{name}} in a pattern stands for any one of them.",
            {"type": "object", "additionalProperties": _TEXTS, "minProperties": 1},
        ),
        "prefer": ("Phrases to replace, each with a better phrase.", mapping),
        "terms": (
            "The name of a CSV file in the folder of this rule; its first line is wrong,right or wrong,right,message.",
            {"type": "string", "pattern": r"^[^/\\]+\.(csv|tsv)$"},
        ),
        "capitals": ("Terms that are written with just these capital and small letters.", _TEXTS),
        "expand": (
            "Abbreviations, each with its full name (or several), which must stand at their first use.",
            {"type": "object", "additionalProperties": _TEXTS, "minProperties": 1},
        ),
        "suggest": (
            "What to write for a match of “pattern” or “phrases”; \\1 and \\g<name> are groups, \\0 is all of it.",
            _TEXTS,
        ),
        "max": (
            "How many matches are right; those behind them are flagged.",
            {"type": "integer", "minimum": 0},
        ),
        "per": ("In what so many matches are right; the whole text by default.", {"enum": list(PER)}),
        "exceptions": ("Phrases in which a match is right.", _TEXTS),
        "example_format": (
            "The format of “bad” and “good”; plain text by default, which has no headings or links.",
            {"enum": list(FORMATS)},
        ),
        "consistent": ("Groups of variants; the rarer variants of a group are flagged.", groups),
    }
    schema = _schema("A rule of copydesk", PACK_KEYS, described | _where())
    schema["required"] = ["summary", "bad", "good"]
    fill_lines = {
        "anyOf": [{"required": [kind]} for kind in LINE_KINDS],
        "not": {"required": list(LINE_PHRASES)},
    }
    schema["dependencies"] = {"per": ["max"]} | {
        key: {"anyOf": [{"required": [kind]} for kind in kinds]}
        for key, kinds in MODIFIERS.items()
        if key != "per"
    }
    schema["oneOf"] = [fill_lines, *({"required": [kind]} for kind in KINDS if kind not in LINE_KINDS)]
    return schema


def _schema(title: str, keys: tuple[str, ...], described: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """Return the schema of a mapping with these keys. A key without a description raises KeyError, so none is
    forgotten.
    """
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
    # Other keys are allowed: packs and plugins bring rules of their own.
    return {"type": "object", "properties": properties}


def _one_or_more(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _object(properties: Mapping[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _where() -> dict[str, tuple[str, Any]]:
    """Return the keys for the places where a rule searches: see `rules.Where`."""
    return {
        "places": ("The kinds of blocks to search; all by default.", _one_or_more({"enum": list(PLACES)})),
        "languages": (
            "Two-letter codes of the languages that the rule is for, such as en; all by default.",
            _one_or_more({"type": "string", "pattern": "^[a-z]{2}$"}),
        ),
        "in_quotations": ("Whether to search inside quotations.", _SWITCH),
        "in_mentions": ("Whether to search what the text shows, explains or talks about.", _SWITCH),
        "in_links": ("Whether to search the words of links.", _SWITCH),
        "in_letters": ("Whether to search texts that begin as a letter, with “Dear Tom,”.", _SWITCH),
        "own_text": ("Whether one match is enough in articles that the site wrote itself.", _SWITCH),
        "pages_only": (
            "Whether only pages have such a line, if it has no link: it counts as two kinds of leftovers.",
            _SWITCH,
        ),
        "own_links": ("Whether to search the words of relative links, such as ../guide.md.", _SWITCH),
        "over_prose": ("Whether to search headings with sentences or a table under them.", _SWITCH),
        "date_lines": (
            "Whether to search the line under the headline with the article's own date.",
            _SWITCH,
        ),
        "own_under": (
            "Words of headings, or of elements' classes, under which a match is the article's own text, not a fault.",
            _TEXTS,
        ),
        "front_matter": (
            "How to search the title and the other texts in front matter: alone, or with the article; not by default.",
            {"enum": list(FRONT_MATTER)},
        ),
    }
