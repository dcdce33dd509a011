"""Configuration reader: turn the data of a configuration file into a Config, and check every value."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from copydesk.config.rule_sources.presets import PRESET_NAMES
from copydesk.config.settings import (
    IN_DISTRIBUTION,
    MORE_PROBLEMS,
    MOST_PROBLEMS,
    TEXTS,
    Config,
    ConfigError,
    Override,
    ReferenceSetting,
    RuleSetting,
    nearest,
)
from copydesk.findings import SEVERITIES
from copydesk.formats.features.spoken_settings.text_keys import TextKeys
from copydesk.formats.parsed import PAGE_PARTS
from copydesk.support.limits import LARGEST_FILE
from copydesk.support.plurals import shown_value
from copydesk.support.untrusted.gitignore import BadPattern, PathPatterns

if TYPE_CHECKING:
    from pathlib import Path

KEYS = (
    "extends", "rules", "packs", "exclude", "files", "fail-on", "names", "max-file-size", "sources", "accept", "html",
    "copies", "front-matter",
)  # fmt: skip
_OVERRIDE_KEYS = ("paths", "rules", "text")
_SOURCES_KEYS = ("paths", "from")
_HTML_KEYS = ("skip",)
_FRONT_MATTER_KEYS = ("text", "skip")
_LONGEST_KEY = 100
_NAMES_KEYS = ("prefer", "two_people", "index")


class ConfigReader:
    """Read the data of one file; a wrong value is reported and replaced by its default.

    Attributes:
        file: the file, named in every message.
        problems: the messages so far.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[str] = []

    def report(self, key: str, problem: str) -> None:
        """Add a message: the file, the key and the problem.

        Raises:
            ConfigError: there are so many that nobody would read them all.
        """
        if len(self.problems) == MOST_PROBLEMS:
            raise ConfigError(*self.problems, f"{self.file}: {MORE_PROBLEMS}")
        self.problems.append(f"{self.file}: {key[:_LONGEST_KEY]}: {problem}")

    def config(self, data: Any) -> Config:
        """Return the settings."""
        # A key without a value is ignored: perhaps all values under it are commented out.
        data = {key: value for key, value in self._mapping(data, KEYS, "").items() if value is not None}
        accept = self._text(data["accept"], "accept") if "accept" in data else ""
        names = self._mapping(data.get("names", {}), _NAMES_KEYS, "names")
        index = self._text(names["index"], "names.index") if "index" in names else ""
        packs = self._texts(data.get("packs", []), "packs")
        return Config(
            file=self.file,
            preset=self._choice(
                data.get("extends", PRESET_NAMES[0]), PRESET_NAMES, "extends", PRESET_NAMES[0]
            ),
            rules=self._rules(data.get("rules", {}), "rules"),
            packs=tuple(self._path(text) for text in packs if not text.startswith(IN_DISTRIBUTION)),
            pack_distributions=tuple(
                text.removeprefix(IN_DISTRIBUTION) for text in packs if text.startswith(IN_DISTRIBUTION)
            ),
            exclude=self._patterns(data.get("exclude", []), "exclude"),
            overrides=tuple(
                self._override(each, index) for index, each in enumerate(self._list(data, "files"))
            ),
            fail_on=self._choice(data.get("fail-on", "warning"), SEVERITIES, "fail-on", "warning"),
            names=self._names(names),
            archive_index=self._path(index) if index else None,
            max_file_size=self._size(data.get("max-file-size", LARGEST_FILE)),
            sources=tuple(
                self._sources(each, f"sources[{index}]")
                for index, each in enumerate(self._list(data, "sources"))
            ),
            accept=self._path(accept) if accept else None,
            html_skip=self._skipped(data.get("html", {})),
            copies=self._switch(data.get("copies", True), "copies"),
            text_keys=self._text_keys(data.get("front-matter", {})),
        )

    def _override(self, data: Any, index: int) -> Override:
        key = f"files[{index}]"
        data = self._mapping(data, _OVERRIDE_KEYS, key)
        if not data.get("paths") or not (data.get("rules") or data.get("text")):
            self.report(
                key,
                "needs paths, and rules or text or both, such as {paths: [press/**], rules: {boilerplate: off}}"
                " or {paths: [wire/**], text: taken-in}",
            )
        text = data.get("text")
        return Override(
            self._patterns(data.get("paths", []), f"{key}.paths"),
            self._rules(data.get("rules", {}), f"{key}.rules"),
            None if text is None else self._choice(text, TEXTS, f"{key}.text", TEXTS[0]),
        )

    def _rules(self, data: Any, key: str) -> tuple[RuleSetting, ...]:
        if not isinstance(data, dict):
            self.report(
                key, "must be a mapping from rules or families to “on”, “off”, a severity, or options"
            )
            return ()
        return tuple(self._rule(str(target), value, key) for target, value in data.items())

    def _rule(self, target: str, value: Any, parent: str) -> RuleSetting:
        key = f"{parent}.{target}"
        # YAML reads on and off as true and false; in TOML they are texts.
        if value is True or value == "on":
            return RuleSetting(target, parent, enabled=True)
        if value is False or value == "off":
            return RuleSetting(target, parent, enabled=False)
        if isinstance(value, str):
            severity = self._choice(value, ("off", "on", *SEVERITIES), key, "warning")
            return RuleSetting(target, parent, enabled=True, severity=severity)
        if not isinstance(value, dict):
            self.report(
                key, f"is {shown_value(value)}; it must be “on”, “off”, a severity, or a mapping of options"
            )
            return RuleSetting(target, parent)
        options = {str(name): option for name, option in value.items()}
        severity = options.pop("severity", None)
        if severity is not None:
            severity = self._choice(severity, SEVERITIES, f"{key}.severity", "warning")
        return RuleSetting(target, parent, enabled=True, severity=severity, options=options)

    def _names(self, data: dict[Any, Any]) -> dict[str, Any]:
        pairs = data.get("two_people", [])
        if isinstance(pairs, list) and len(pairs) == 2 and all(isinstance(name, str) for name in pairs):
            pairs = [pairs]  # one pair alone need not stand in a list
        if not isinstance(pairs, list) or not all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(name, str) for name in pair)
            for pair in pairs
        ):
            self.report("names.two_people", "must be a list of pairs of names, such as [[Clark, Clarke]]")
            pairs = []
        roster = {
            "prefer": self._texts(data.get("prefer", []), "names.prefer"),
            "two_people": tuple(map(tuple, pairs)),
        }
        return {key: roster[key] for key in roster if key in data}

    def _skipped(self, data: Any) -> frozenset[str]:
        data = self._mapping(data, _HTML_KEYS, "html")
        parts = self._texts(data.get("skip", []), "html.skip")
        return frozenset(self._choice(part, PAGE_PARTS, "html.skip", part) for part in parts)

    def _text_keys(self, data: Any) -> TextKeys:
        data = self._mapping(data, _FRONT_MATTER_KEYS, "front-matter")
        also, never = (
            frozenset(key.lower() for key in self._texts(data.get(name, []), f"front-matter.{name}"))
            for name in _FRONT_MATTER_KEYS
        )
        for key in sorted(also & never):
            self.report(
                "front-matter", f"{shown_value(key)} stands under text and under skip; delete one of the two"
            )
        return TextKeys(also, never)

    def _switch(self, value: Any, key: str) -> bool:
        # YAML reads on and off as true and false; in TOML they are texts.
        switch = {"on": True, "off": False}.get(value, value) if isinstance(value, str) else value
        if isinstance(switch, bool):
            return switch
        self.report(key, f"is {shown_value(value)}; it must be “on” or “off”")
        return True

    def _size(self, value: Any) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 < value <= sys.float_info.max:
            self.report(
                "max-file-size", f"is {shown_value(value)}; it must be a number of megabytes greater than 0"
            )
            return LARGEST_FILE
        return float(value)

    def _sources(self, data: Any, key: str) -> ReferenceSetting:
        data = self._mapping(data, _SOURCES_KEYS, key)
        paths = self._patterns(data.get("paths", []), f"{key}.paths")
        sources = self._texts(data.get("from", []), f"{key}.from")
        if not all(data.get(each) for each in _SOURCES_KEYS):
            self.report(key, "needs both paths and from, such as {paths: [press/**], from: [wire/*.txt]}")
        return ReferenceSetting(paths, sources)

    def _path(self, text: str) -> Path:
        return self.file.parent / text

    def _mapping(self, data: Any, allowed: tuple[str, ...], parent: str) -> dict[Any, Any]:
        if not isinstance(data, dict):
            self.report(
                parent or "the file", f"must be a mapping with keys from this list: {', '.join(allowed)}"
            )
            return {}
        for key in map(str, data):
            if key not in allowed:
                self.report(f"{parent}.{key}" if parent else key, f"is not a setting{nearest(key, allowed)}")
        return data

    def _list(self, data: dict[str, Any], key: str) -> list[Any]:
        """Return the entries under a key; one alone need not stand in a list."""
        value = data.get(key, [])
        if isinstance(value, dict):
            return [value]
        if not isinstance(value, list):
            self.report(key, "must be a mapping, or a list of mappings")
            return []
        return value

    def _texts(self, value: Any, key: str) -> tuple[str, ...]:
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            self.report(key, "must be a text or a list of texts")
            return ()
        return tuple(texts)

    def _patterns(self, value: Any, key: str) -> tuple[str, ...]:
        patterns = self._texts(value, key)
        try:
            PathPatterns(self.file.parent, patterns, f"{self.file}: {key}").match(self.file)
        except BadPattern as error:
            self.problems.append(str(error))
            return ()
        return patterns

    def _text(self, value: Any, key: str) -> str:
        if not isinstance(value, str) or not value:
            self.report(key, "must be a text that is not empty")
            return ""
        return value

    def _choice(self, value: Any, allowed: tuple[str, ...], key: str, default: str) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        self.report(
            key,
            f"is {shown_value(value)}; it must be one of {', '.join(allowed)}{nearest(str(value), allowed)}",
        )
        return default
