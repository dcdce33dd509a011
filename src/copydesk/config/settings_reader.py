"""What a configuration file holds → Config, every value checked on the way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from copydesk.config.settings import Config, Override, ReferenceSetting, RuleSetting, nearest
from copydesk.findings import SEVERITIES
from copydesk.formats.parsed import PAGE_PARTS
from copydesk.rules import PRESETS
from copydesk.support.gitignore import BadPattern, PathPatterns
from copydesk.support.limits import LARGEST_FILE

KEYS = (
    "extends", "rules", "packs", "exclude", "files", "fail-on", "names", "max-file-size", "sources", "accept", "html",
)  # fmt: skip
_OVERRIDE_KEYS = ("paths", "rules")
_SOURCES_KEYS = ("paths", "from")
_HTML_KEYS = ("skip",)
_NAMES_KEYS = ("prefer", "two_people")


class ConfigReader:
    """Takes a file's data apart, and goes on with the default where one is wrong.

    Attributes:
        file: named in every problem.
        problems: what is wrong, in the order of our reading.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[str] = []

    def report(self, key: str, problem: str) -> None:
        """Note that something is wrong."""
        self.problems.append(f"{self.file}: {key}: {problem}")

    def config(self, data: Any) -> Config:
        """The settings that can be read."""
        # A key with nothing behind it, all of which is a comment perhaps, says nothing.
        data = {key: value for key, value in self._mapping(data, KEYS, "").items() if value is not None}
        accept = self._text(data["accept"], "accept") if "accept" in data else ""
        return Config(
            file=self.file,
            preset=self._choice(data.get("extends", PRESETS[0]), PRESETS, "extends", PRESETS[0]),
            rules=self._rules(data.get("rules", {}), "rules"),
            packs=tuple(self._path(text) for text in self._texts(data.get("packs", []), "packs")),
            exclude=self._patterns(data.get("exclude", []), "exclude"),
            overrides=tuple(
                self._override(each, index) for index, each in enumerate(self._list(data, "files"))
            ),
            fail_on=self._choice(data.get("fail-on", "warning"), SEVERITIES, "fail-on", "warning"),
            names=self._names(data.get("names", {})),
            max_file_size=self._size(data.get("max-file-size", LARGEST_FILE)),
            sources=tuple(
                self._sources(each, f"sources[{index}]")
                for index, each in enumerate(self._list(data, "sources"))
            ),
            accept=self._path(accept) if accept else None,
            html_skip=self._skipped(data.get("html", {})),
        )

    def _override(self, data: Any, index: int) -> Override:
        key = f"files[{index}]"
        data = self._mapping(data, _OVERRIDE_KEYS, key)
        if not all(data.get(each) for each in _OVERRIDE_KEYS):
            self.report(
                key, "takes both paths and rules, such as {paths: [press/**], rules: {boilerplate: off}}"
            )
        return Override(
            self._patterns(data.get("paths", []), f"{key}.paths"),
            self._rules(data.get("rules", {}), f"{key}.rules"),
        )

    def _rules(self, data: Any, key: str) -> tuple[RuleSetting, ...]:
        if not isinstance(data, dict):
            self.report(key, "takes a mapping of rules, or families, to “off”, a severity, or options")
            return ()
        return tuple(self._rule(str(target), value, key) for target, value in data.items())

    def _rule(self, target: str, value: Any, parent: str) -> RuleSetting:
        key = f"{parent}.{target}"
        # YAML reads on and off as true and false; TOML has them as texts.
        if value is True or value == "on":
            return RuleSetting(target, parent, enabled=True)
        if value is False or value == "off":
            return RuleSetting(target, parent, enabled=False)
        if isinstance(value, str):
            severity = self._choice(value, ("off", "on", *SEVERITIES), key, "warning")
            return RuleSetting(target, parent, enabled=True, severity=severity)
        if not isinstance(value, dict):
            self.report(key, f"is {value!r}; it takes “on”, “off”, a severity, or a mapping of options")
            return RuleSetting(target, parent)
        options = {str(name): option for name, option in value.items()}
        severity = options.pop("severity", None)
        if severity is not None:
            severity = self._choice(severity, SEVERITIES, f"{key}.severity", "warning")
        return RuleSetting(target, parent, enabled=True, severity=severity, options=options)

    def _names(self, data: Any) -> dict[str, Any]:
        data = self._mapping(data, _NAMES_KEYS, "names")
        pairs = data.get("two_people", [])
        if not isinstance(pairs, list) or not all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(name, str) for name in pair)
            for pair in pairs
        ):
            self.report("names.two_people", "takes a list of pairs, such as [Clark, Clarke]")
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

    def _size(self, value: Any) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 < value <= sys.float_info.max:
            self.report("max-file-size", f"is {value!r}; it takes a number of megabytes")
            return LARGEST_FILE
        return float(value)

    def _sources(self, data: Any, key: str) -> ReferenceSetting:
        data = self._mapping(data, _SOURCES_KEYS, key)
        paths = self._patterns(data.get("paths", []), f"{key}.paths")
        sources = self._texts(data.get("from", []), f"{key}.from")
        if not all(data.get(each) for each in _SOURCES_KEYS):
            self.report(key, "takes both paths and from, such as {paths: [press/**], from: [wire/*.txt]}")
        return ReferenceSetting(paths, sources)

    def _path(self, text: str) -> Path:
        return self.file.parent / text

    def _mapping(self, data: Any, allowed: tuple[str, ...], parent: str) -> dict[Any, Any]:
        if not isinstance(data, dict):
            self.report(parent or "the file", f"takes a mapping with the keys {', '.join(allowed)}")
            return {}
        for key in map(str, data):
            if key not in allowed:
                self.report(f"{parent}.{key}" if parent else key, f"is not a setting{nearest(key, allowed)}")
        return data

    def _list(self, data: dict[str, Any], key: str) -> list[Any]:
        value = data.get(key, [])
        if not isinstance(value, list):
            self.report(key, "takes a list")
            return []
        return value

    def _texts(self, value: Any, key: str) -> tuple[str, ...]:
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            self.report(key, "takes a text or a list of texts")
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
            self.report(key, "takes a text")
            return ""
        return value

    def _choice(self, value: Any, allowed: tuple[str, ...], key: str, default: str) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        self.report(
            key, f"is {value!r}; it must be one of {', '.join(allowed)}{nearest(str(value), allowed)}"
        )
        return default
