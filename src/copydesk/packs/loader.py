"""Loader: read YAML rule files and make rules of them. A message about a mistake names the file, the key and the
remedy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

import regex

from copydesk.findings import SEVERITIES
from copydesk.packs.matcher_kinds import (
    DEFAULT_MESSAGES,
    KINDS,
    PARTS,
    PATTERN_KINDS,
    MatcherError,
    make_matcher,
)
from copydesk.packs.matchers import Matcher
from copydesk.packs.prefilter import Prefilter
from copydesk.packs.rule_file_cache import RuleFiles
from copydesk.packs.rule_files import PackError, rule_files
from copydesk.rules import PLACES, PRESETS, Rule, Where

_TEXTS = ("summary", "why", "message", "measured")
_LISTS = ("bad", "good", "places", "languages", "own_under")
_CHOICES = {"severity": SEVERITIES, "preset": PRESETS}
_SWITCHES = (
    "in_quotations",
    "in_mentions",
    "in_links",
    "own_links",
    "over_prose",
    "date_lines",
    "own_text",
    "case_sensitive",
    "fixable",
)
_WHERE = (
    "places",
    "languages",
    "in_quotations",
    "in_mentions",
    "in_links",
    "own_links",
    "over_prose",
    "date_lines",
    "own_under",
    "own_text",
)
"""The keys for the places and languages in which the rule searches: see Where."""
_MOST_UNKNOWN = 20
_LONGEST_KEY = 100
KEYS = (*_TEXTS, *_LISTS, *_CHOICES, *_SWITCHES, *KINDS, PARTS)

_BETWEEN_NAMES = str.maketrans(",:=", "   ")


def load_packs(paths: Iterable[Path], *, trusted: Path | None = None) -> list[Rule]:
    """Return the rules of all YAML files at or under `paths`, sorted by id, with one common prefilter.

    The patterns of the `trusted` folder are compiled when a document first needs them; all others at once, so that a
    mistake in one is reported before anything is checked.

    Raises:
        PackError: files are missing or unreadable, are not YAML, or have keys or values that a rule cannot have.
    """
    rules, problems = read_packs(paths, trusted=trusted)
    if problems:
        raise PackError(*problems)
    return rules


def read_packs(paths: Iterable[Path], *, trusted: Path | None = None) -> tuple[list[Rule], list[str]]:
    """Return the rules as `load_packs` does, and the mistakes in the other files, each with the file's path.

    Raises:
        PackError: one of `paths` is missing, or has too many files.
    """
    prefilter = Prefilter()
    files = [(file, path == trusted) for path in paths for file in rule_files(path)]
    contents = RuleFiles([file for file, _ in files])
    rules, problems = [], []
    for file, is_trusted in files:
        reader = _RuleParser(file)
        rule = reader.read(contents, prefilter, lazily=is_trusted)
        rules += [rule] if rule else []
        problems += reader.problems
    if not problems:
        contents.keep()
    return sorted(rules, key=lambda rule: rule.id), problems


class _RuleParser:
    """Reads one rule file, and continues after mistakes.

    Attributes:
        problems: the messages; each names the file, the key and the remedy.
    """

    def __init__(self, file: Path) -> None:
        self.problems: list[str] = []
        self._file = file

    def read(self, contents: RuleFiles, prefilter: Prefilter, *, lazily: bool) -> Rule | None:
        """Return the rule; None if there are problems."""
        try:
            data = contents.load(self._file)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            self.problems.append(f"{self._file}: {reason or ' '.join(str(error).split())}")
            return None
        if not isinstance(data, dict):
            self.problems.append(
                f"{self._file}: a rule file is a mapping of keys such as “summary”, “bad” and “good”"
            )
            return None
        for name in (self._file.stem, self._file.parent.name):
            if (better := _as_name(name)) != name:
                self._report("", f"“{name}” cannot be the name of a rule or family; call it {better}")
        for key in [key for key in map(str, data) if key not in KEYS][:_MOST_UNKNOWN]:
            self._report(key[:_LONGEST_KEY], _unknown(key))
        fields = self._fields(data)
        for key in ("summary", "bad", "good"):
            if key not in data or fields.get(key) in ("", ()):
                self._report(key, "is missing; every rule has one")
        matcher = self._matcher(data, fields, prefilter, lazily=lazily)
        if matcher is None or self.problems:
            return None
        where = Where(**{key: fields.pop(key) for key in _WHERE if key in fields})
        return Rule(
            id=self._file.stem,
            family=self._file.parent.name,
            check=matcher.check,
            origin=str(self._file),
            where=where,
            **fields,
        )

    def _matcher(
        self, data: dict[str, Any], fields: dict[str, Any], prefilter: Prefilter, *, lazily: bool
    ) -> Matcher | None:
        """Make the matcher, and remove its keys from the fields."""
        default = [text for kind, text in DEFAULT_MESSAGES.items() if kind in data]
        message = fields.pop("message", "") or "".join(default) or _as_message(fields.get("summary", ""))
        case_sensitive = fields.pop("case_sensitive", False)
        try:
            matcher = make_matcher(data, prefilter, message, case_sensitive=case_sensitive)
            if not lazily:
                matcher.compile()
        except MatcherError as error:
            self._report(error.key, str(error))
            return None
        except (regex.error, ValueError, OverflowError) as error:  # an escape may name no character
            self._report(next((kind for kind in PATTERN_KINDS if kind in data), ""), str(error))
            return None
        return matcher

    def _fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the rule's fields, without those that are wrong."""
        readers: dict[str, Callable[[Any], Any]] = {
            **dict.fromkeys(_TEXTS, _text),
            **dict.fromkeys(_LISTS, _list),
            "places": _places,
            "languages": _languages,
            **{key: partial(_choice, allowed=allowed) for key, allowed in _CHOICES.items()},
            **dict.fromkeys(_SWITCHES, _switch),
        }
        fields: dict[str, Any] = {}
        for key, read in readers.items():
            if key in data:
                try:
                    fields[key] = read(data[key])
                except ValueError as error:
                    self._report(key, str(error))
        return fields

    def _report(self, key: str, problem: str) -> None:
        self.problems.append(f"{self._file}: {f'“{key}” ' if key else ''}{problem}")


def _as_name(text: str) -> str:
    """Return the text as a name for the command line and comments: hyphens replace the characters that end a name
    there.
    """
    is_sound = text.split() == [text] and not any(ord(mark) in _BETWEEN_NAMES for mark in text)
    return text if is_sound else "-".join(text.translate(_BETWEEN_NAMES).lower().split())


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


def _places(value: Any) -> frozenset[str]:
    return frozenset(_choice(place, PLACES) for place in _list(value) or PLACES)


def _languages(value: Any) -> frozenset[str]:
    codes = _list(value)
    if wrong := [code for code in codes if not (len(code) == 2 and code.isascii() and code.islower())]:
        raise ValueError(f"is {shortened(wrong[0])}; it takes two-letter codes such as en")
    return frozenset(codes)


def _choice(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"is {shortened(value)}; it must be one of {', '.join(allowed)}")
    return str(value)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("takes true or false")
    return value


def _as_message(summary: str) -> str:
    return summary[:1].lower() + summary[1:].rstrip(".")
