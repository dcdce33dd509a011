"""YAML file → Rule. Every key of a rule file is checked; a mistake names the file, the key and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import regex

from copydesk.findings import SEVERITIES
from copydesk.kinds import DEFAULT_MESSAGES, KINDS, make_matcher
from copydesk.prefilter import Prefilter
from copydesk.rulefiles import RuleFiles
from copydesk.rules import PLACES, PRESETS, Rule
from copydesk.yamltext import YamlError

_TEXTS = ("summary", "why", "message", "measured")
_LISTS = ("bad", "good", "places", "languages", "own_under")
_CHOICES = {"severity": SEVERITIES, "preset": PRESETS}
_SWITCHES = {
    "in_quotations": True,
    "in_links": True,
    "own_links": True,
    "over_prose": True,
    "case_sensitive": False,
    "fixable": False,
}
KEYS = (*_TEXTS, *_LISTS, *_CHOICES, *_SWITCHES, *KINDS)


class PackError(ValueError):
    """A rule file that cannot be used: the message names file, key and remedy."""


def load_packs(paths: Iterable[Path], *, trusted: Path | None = None) -> list[Rule]:
    """The rules of all YAML files at or under `paths`, sorted by id, behind one common prefilter.

    The patterns of the `trusted` folder are compiled when a document first needs them; all others at once, so that
    a bad one shows before anything is checked.

    Raises:
        PackError: a file is missing or unreadable, is not YAML, or has a key or value that a rule cannot have.
    """
    prefilter = Prefilter()
    files = [(file, path == trusted) for path in paths for file in _files(path)]
    contents = RuleFiles([file for file, _ in files])
    rules = [_load(file, contents, prefilter, lazily=is_trusted) for file, is_trusted in files]
    contents.keep()
    return sorted(rules, key=lambda rule: rule.id)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.rglob("*.yaml"))
    elif path.exists():
        yield path
    else:
        raise PackError(f"{path}: no such rule file or folder")


def _load(file: Path, contents: RuleFiles, prefilter: Prefilter, *, lazily: bool) -> Rule:
    try:
        data = contents.load(file)
    except (OSError, UnicodeDecodeError, YamlError) as error:
        raise PackError(f"{file}: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise PackError(f"{file}: a rule file is a mapping of keys such as “summary”, “bad” and “good”")
    key = ""
    try:
        for key in map(str, data):
            if key not in KEYS:
                raise ValueError(_unknown(key))
        fields: dict[str, Any] = {}
        for key in _TEXTS:
            fields[key] = _text(data.get(key, ""))
        for key in _LISTS:
            fields[key] = _list(data.get(key, []))
        for key, allowed in _CHOICES.items():
            if key in data:
                fields[key] = _choice(data[key], allowed)
        for key, default in _SWITCHES.items():
            fields[key] = _switch(data.get(key, default))
        for key in ("summary", "bad", "good"):
            if not fields[key]:
                raise ValueError("is missing; every rule has one")
        key = "places"
        fields["places"] = frozenset(_choice(place, PLACES) for place in fields["places"] or PLACES)
        key = _kind(data)
        message = fields.pop("message") or DEFAULT_MESSAGES.get(key) or _as_message(fields["summary"])
        matcher = make_matcher(
            key, data[key], prefilter, message, case_sensitive=fields.pop("case_sensitive")
        )
        if not lazily:
            matcher.compiled  # noqa: B018 - compiles, and so raises for a bad pattern
    except (ValueError, regex.error) as error:
        raise PackError(f"{file}: “{key}” {error}") from None
    return Rule(id=file.stem, family=file.parent.name, check=matcher.check, origin=str(file), **fields)


def _kind(data: dict[str, Any]) -> str:
    kinds = [kind for kind in KINDS if kind in data]
    if len(kinds) != 1:
        raise ValueError(
            f"a rule file has exactly one of {', '.join(KINDS)}; here are {' and '.join(kinds) or 'none'}"
        )
    return kinds[0]


def _unknown(key: str) -> str:
    near = get_close_matches(key, KEYS, 1)
    return f"is not a key of a rule file; {f'did you mean “{near[0]}”?' if near else 'there are ' + ', '.join(KEYS)}"


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("takes a text")
    return value.strip()


def _list(value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise ValueError("takes a text or a list of texts")
    return tuple(each.strip("\n") for each in values)


def _choice(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"is {value!r}; it must be one of {', '.join(allowed)}")
    return str(value)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("takes true or false")
    return value


def _as_message(summary: str) -> str:
    return summary[:1].lower() + summary[1:].rstrip(".")
