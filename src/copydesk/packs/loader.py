"""Loader: read YAML rule files and make rules of them. A message about a mistake names the file, the key and the
remedy.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import regex

from copydesk.findings import SEVERITIES
from copydesk.formats.registry import FORMATS
from copydesk.packs import matchers
from copydesk.packs.built_in import built_in_pack
from copydesk.packs.matcher_kinds import (
    DEFAULT_MESSAGES,
    EXPAND,
    KINDS,
    MODIFIERS,
    PATTERN_KINDS,
    TERMS,
    Recipe,
)
from copydesk.packs.prefilter import Prefilter
from copydesk.packs.rule_checks import RuleCheck
from copydesk.packs.rule_files import PackError, rule_files
from copydesk.packs.rule_reading.matcher_values import MatcherError
from copydesk.packs.rule_reading.mistake_lines import lines_of_keys
from copydesk.packs.rule_reading.rule_file_cache import RuleFiles
from copydesk.packs.rule_reading.term_tables import TableError, read_terms
from copydesk.rules import FRONT_MATTER, PLACES, PRESETS, Rule, Where
from copydesk.support import limits
from copydesk.support.closest import closest
from copydesk.support.paths import built_in_packs
from copydesk.support.plurals import shown_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_TEXTS = ("summary", "why", "message", "measured")
_LISTS = ("bad", "good", "places", "languages", "own_under")
_CHOICES = {
    "severity": SEVERITIES,
    "preset": PRESETS,
    "front_matter": FRONT_MATTER,
    "example_format": tuple(FORMATS),
}
_SWITCHES = (
    "in_quotations",
    "in_mentions",
    "in_links",
    "in_letters",
    "own_links",
    "over_prose",
    "date_lines",
    "own_text",
    "pages_only",
    "case_sensitive",
    "fixable",
)
_WHERE = (
    "places",
    "languages",
    "in_quotations",
    "in_mentions",
    "in_links",
    "in_letters",
    "own_links",
    "over_prose",
    "date_lines",
    "own_under",
    "own_text",
    "pages_only",
    "front_matter",
)
"""The keys for the places and languages in which the rule searches: see Where."""
_MOST_UNKNOWN = 20
_LONGEST_KEY = 100
KEYS = (*_TEXTS, *_LISTS, *_CHOICES, *_SWITCHES, *KINDS, *MODIFIERS)

_ELSEWHERE = {
    "extends": "one of the keys that say what is looked for, such as phrases or pattern",
    "first": "expand",
    "fix": "suggest",
    "ignorecase": "the contrary, case_sensitive",
    "level": "severity",
    "link": "why",
    "nonword": "pattern",
    "raw": "pattern",
    "regex": "pattern",
    "replace": "suggest",
    "scope": "places",
    "swap": "prefer",
    "tokens": "phrases",
}
"""What keys of other linters are called here."""
_BETWEEN_NAMES = str.maketrans(",:=", "   ")


def load_packs(paths: Iterable[Path]) -> list[Rule]:
    """Return the rules of all YAML files at or under `paths`, sorted by id, with one common prefilter.

    The patterns of our own rule files are compiled when a document first needs them; all others at once, so that a
    mistake in one is reported before anything is checked.

    Raises:
        PackError: files are missing or unreadable, are not YAML, or have keys or values that a rule cannot have.
    """
    rules: list[Rule] = []
    prefilter, others = Prefilter(), list(paths)
    if built_in_packs() in others:
        with limits.going_on():  # whatever is wrong with what is known of them, the files are there
            if others == [built_in_packs()]:
                return list(_built_in_alone(others[0]))
            rules, prefilter = built_in_pack()
            others.remove(built_in_packs())
    further, problems = _read(others, prefilter)
    if problems:
        raise PackError(*problems)
    return sorted([*rules, *further], key=lambda rule: rule.id)


@cache
def _built_in_alone(_folder: Path) -> tuple[Rule, ...]:
    """Return the rules of our own files, where no others share their prefilter: the same in every run of a process."""
    return tuple(sorted(built_in_pack()[0], key=lambda rule: rule.id))


def read_packs(paths: Iterable[Path]) -> tuple[list[Rule], list[str]]:
    """Return the rules as `load_packs` does, and the mistakes in the other files, each with the file's path.

    Raises:
        PackError: one of `paths` is missing, or has too many files.
    """
    return _read(paths, Prefilter())


def _read(paths: Iterable[Path], prefilter: Prefilter) -> tuple[list[Rule], list[str]]:
    files = [file for path in paths for file in rule_files(path)]
    if not files:
        return [], []
    contents = RuleFiles(files)
    rules, problems = [], []
    for file in files:
        parser = RuleParser(file)
        rule = parser.read(contents, prefilter)
        if rule and parser.compiles():
            rules.append(rule)
        problems += parser.problems
    if not problems:
        contents.keep()
    return sorted(rules, key=lambda rule: rule.id), problems


class RuleParser:
    """Reads one rule file, and continues after mistakes.

    Attributes:
        problems: the messages; each names the file, the key and the remedy.
        check: the check of the rule that was read.
        recipe: what its matcher is made of.
    """

    check: RuleCheck
    recipe: Recipe

    def __init__(self, file: Path) -> None:
        self.problems: list[str] = []
        self._file = file
        self._data: dict[str, Any] = {}
        self._lines: Callable[[], dict[str, int]] = dict

    def read(self, contents: RuleFiles, prefilter: Prefilter) -> Rule | None:
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
        self._lines = cache(lambda: lines_of_keys(contents.text(self._file)))
        for name in (self._file.stem, self._file.parent.name):
            if (better := _as_name(name)) != name:
                self._report("", f"“{name}” cannot be the name of a rule or family; call it {better}")
        for key in [key for key in map(str, data) if key not in KEYS][:_MOST_UNKNOWN]:
            self._report(key[:_LONGEST_KEY], _unknown(key))
        fields = self._fields(data)
        for key in ("summary", "bad", "good"):
            if key not in data or fields.get(key) in ("", ()):
                self._report(key, "is missing; every rule has one")
        self._data = data
        self.recipe = self._recipe(fields)
        where = Where(**{key: fields.pop(key) for key in _WHERE if key in fields})
        if EXPAND in data and "places" not in data:  # a headline needs no full name
            where = replace(where, places=where.places - {"heading"})
        name = f"{self._file.parent.name}/{self._file.stem}"
        recipe = self.recipe
        self.check = RuleCheck(name, recipe.data, lambda: recipe, prefilter, matchers.TIME_LIMIT, where)
        if not self._succeeds(lambda: self.check.matcher.register()) or self.problems:
            return None
        return Rule(
            id=self._file.stem,
            family=self._file.parent.name,
            check=self.check.check,
            origin=str(self._file),
            where=where,
            **fields,
        )

    def compiles(self) -> bool:
        """Compile all patterns of the rule that was read, and tell whether they are valid."""
        return self._succeeds(lambda: self.check.matcher.compile())

    def _recipe(self, fields: dict[str, Any]) -> Recipe:
        """Return what the matcher is made of, and remove its keys from the fields."""
        default = [text for kind, text in DEFAULT_MESSAGES.items() if kind in self._data]
        message = fields.pop("message", "") or (default or [_as_message(fields.get("summary", ""))])[0]
        kinds = {key: value for key, value in self._data.items() if key in (*KINDS, *MODIFIERS)}
        if TERMS in kinds:
            kinds[TERMS] = self._terms(kinds[TERMS])
        return Recipe(kinds, message, fields.pop("case_sensitive", False))

    def _terms(self, name: Any) -> list[tuple[str, str, str]]:
        """Return the rows of the table that a rule file names."""
        try:
            return [(*term,) for term in read_terms(self._file.parent, _text(name))]
        except TableError as error:
            if str(error).startswith(str(self._file.parent)):
                self.problems.append(str(error))
            else:
                self._report(TERMS, str(error))
        except ValueError as error:
            self._report(TERMS, str(error))
        return []

    def _succeeds(self, work: Callable[[], None]) -> bool:
        """Do what may show that the matcher is wrong; then report it."""
        try:
            work()
        except MatcherError as error:
            self._report(error.key, str(error))
            return False
        except (regex.error, ValueError, OverflowError) as error:  # an escape may name no character
            self._report(next((kind for kind in PATTERN_KINDS if kind in self._data), ""), str(error))
            return False
        return True

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
        line = self._lines().get(key)
        where = f"line {line}: " if line else ""
        self.problems.append(f"{self._file}: {where}{f'“{key}” ' if key else ''}{problem}")


def _as_name(text: str) -> str:
    """Return the text as a name for the command line and comments: hyphens replace the characters that end a name
    there.
    """
    is_sound = text.split() == [text] and not any(ord(mark) in _BETWEEN_NAMES for mark in text)
    return text if is_sound else "-".join(text.translate(_BETWEEN_NAMES).lower().split())


def _unknown(key: str) -> str:
    if key in _ELSEWHERE:
        return f"is not a key of a rule file; here it is {_ELSEWHERE[key]}"
    near = closest(key, KEYS)
    return f"is not a key of a rule file; {f'did you mean “{near}”?' if near else 'there are ' + ', '.join(KEYS)}"


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
        raise ValueError(f"is {shown_value(wrong[0])}; it takes two-letter codes such as en")
    return frozenset(codes)


def _choice(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"is {shown_value(value)}; it must be one of {', '.join(allowed)}")
    return str(value)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("takes true or false")
    return value


def _as_message(summary: str) -> str:
    return summary[:1].lower() + summary[1:].rstrip(".")
