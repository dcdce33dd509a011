"""copydesk.yaml, or [tool.copydesk] in pyproject.toml: found, read, and every mistake in it named."""

from __future__ import annotations

import os
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from copydesk.findings import SEVERITIES
from copydesk.limits import LARGEST_FILE
from copydesk.rules import PRESETS
from copydesk.settings import Config, ConfigError, Override, RuleSetting, SourceSetting
from copydesk.yamltext import load_yaml

FILE_NAMES = ("copydesk.yaml", "copydesk.yml", ".copydesk.yaml", "pyproject.toml")
"""Looked for in this order, in the folder of the linted file and in every folder above it."""

KEYS = (
    "extends", "rules", "packs", "exclude", "files", "fail-on", "names", "max-file-size", "sources", "accept",
)  # fmt: skip
_OVERRIDE_KEYS = ("paths", "rules")
_SOURCES_KEYS = ("paths", "from")
_NAMES_KEYS = ("prefer", "two_people")


def find_config(folder: Path) -> Path | None:
    """The configuration file that holds for the files of a folder: the closest one upward.

    A pyproject.toml counts only if it has a table [tool.copydesk].
    """
    return next(filter(None, map(_config_in, (folder, *folder.parents))), None)


@cache
def _config_in(folder: Path) -> Path | None:
    for name in FILE_NAMES:
        file = folder / name
        if os.path.isfile(file) and (  # noqa: PTH113 - Path.is_file raises where a folder may not be entered
            name != "pyproject.toml" or _pyproject_table(file) is not None
        ):
            return file
    return None


@cache
def load_config(file: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: it is missing, unreadable or not YAML or TOML, or has a key or value that means nothing.
    """
    try:
        data = _pyproject_table(file) if file.suffix == ".toml" else _yaml(file)
    except ConfigError:
        raise
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: {' '.join(str(error).split())}") from None
    return _Reader(file).config(data or {})


def _yaml(file: Path) -> Any:
    return load_yaml(file.read_text("utf-8"))


def _pyproject_table(file: Path) -> Any:
    import tomllib

    try:
        tools = tomllib.loads(file.read_text("utf-8")).get("tool", {})
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: {error}") from None
    except RecursionError:
        raise ConfigError(f"{file}: nested too deeply") from None
    return tools.get("copydesk") if isinstance(tools, dict) else None


class _Reader:
    """Checks every value on the way; `file` is for the messages."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def config(self, data: Any) -> Config:
        self._keys(data, KEYS, "")
        return Config(
            file=self.file,
            preset=self._choice(data.get("extends", PRESETS[0]), PRESETS, "extends"),
            rules=self._rules(data.get("rules", {}), "rules"),
            packs=tuple(self._path(text) for text in self._texts(data.get("packs", []), "packs")),
            exclude=self._texts(data.get("exclude", []), "exclude"),
            overrides=tuple(
                self._override(each, index) for index, each in enumerate(self._list(data, "files"))
            ),
            fail_on=self._choice(data.get("fail-on", "warning"), SEVERITIES, "fail-on"),
            names=self._names(data.get("names", {})),
            max_file_size=self._size(data.get("max-file-size", LARGEST_FILE)),
            sources=tuple(
                self._sources(each, f"sources[{index}]")
                for index, each in enumerate(self._list(data, "sources"))
            ),
            accept=self._path(self._text(data["accept"], "accept")) if "accept" in data else None,
        )

    def _override(self, data: Any, index: int) -> Override:
        key = f"files[{index}]"
        self._keys(data, _OVERRIDE_KEYS, key)
        return Override(
            self._texts(data.get("paths", []), f"{key}.paths"),
            self._rules(data.get("rules", {}), f"{key}.rules"),
        )

    def _rules(self, data: Any, key: str) -> tuple[RuleSetting, ...]:
        if not isinstance(data, dict):
            raise self._error(key, "takes a mapping of rules, or families, to “off”, a severity, or options")
        return tuple(self._rule(str(target), value, f"{key}.{target}") for target, value in data.items())

    def _rule(self, target: str, value: Any, key: str) -> RuleSetting:
        # YAML reads on and off as true and false; TOML has them as texts.
        if value in (True, "on"):
            return RuleSetting(target, enabled=True)
        if value in (False, "off"):
            return RuleSetting(target, enabled=False)
        if isinstance(value, str):
            return RuleSetting(
                target, enabled=True, severity=self._choice(value, ("off", "on", *SEVERITIES), key)
            )
        if not isinstance(value, dict):
            raise self._error(key, f"is {value!r}; it takes “on”, “off”, a severity, or a mapping of options")
        options = dict(value)
        severity = options.pop("severity", None)
        return RuleSetting(
            target,
            enabled=True,
            severity=self._choice(severity, SEVERITIES, f"{key}.severity") if severity is not None else None,
            options=options,
        )

    def _names(self, data: Any) -> dict[str, Any]:
        self._keys(data, _NAMES_KEYS, "names")
        pairs = data.get("two_people", [])
        if not isinstance(pairs, list) or any(
            len(self._texts(pair, "names.two_people")) != 2 for pair in pairs
        ):
            raise self._error("names.two_people", "takes a list of pairs, such as [Clark, Clarke]")
        roster = {
            "prefer": self._texts(data.get("prefer", []), "names.prefer"),
            "two_people": tuple(map(tuple, pairs)),
        }
        return {key: roster[key] for key in data}

    def _size(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
            raise self._error("max-file-size", f"is {value!r}; it takes a number of megabytes")
        return float(value)

    def _sources(self, data: Any, key: str) -> SourceSetting:
        self._keys(data, _SOURCES_KEYS, key)
        for each in _SOURCES_KEYS:
            if not self._texts(data.get(each, []), f"{key}.{each}"):
                raise self._error(
                    key, "takes both paths and from, such as {paths: [press/**], from: [wire/*.txt]}"
                )
        return SourceSetting(
            self._texts(data["paths"], f"{key}.paths"), self._texts(data["from"], f"{key}.from")
        )

    def _path(self, text: str) -> Path:
        return self.file.parent / text

    def _keys(self, data: Any, allowed: tuple[str, ...], parent: str) -> None:
        if not isinstance(data, dict):
            raise self._error(parent or "the file", f"takes a mapping with the keys {', '.join(allowed)}")
        for key in map(str, data):
            if key not in allowed:
                raise self._error(
                    f"{parent}.{key}" if parent else key, f"is not a setting{nearest(key, allowed)}"
                )

    def _list(self, data: dict[str, Any], key: str) -> list[Any]:
        value = data.get(key, [])
        if not isinstance(value, list):
            raise self._error(key, "takes a list")
        return value

    def _texts(self, value: Any, key: str) -> tuple[str, ...]:
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise self._error(key, "takes a text or a list of texts")
        return tuple(texts)

    def _text(self, value: Any, key: str) -> str:
        if not isinstance(value, str) or not value:
            raise self._error(key, "takes a text")
        return value

    def _choice(self, value: Any, allowed: tuple[str, ...], key: str) -> str:
        if value not in allowed:
            raise self._error(
                key, f"is {value!r}; it must be one of {', '.join(allowed)}{nearest(str(value), allowed)}"
            )
        return str(value)

    def _error(self, key: str, problem: str) -> ConfigError:
        return ConfigError(f"{self.file}: {key}: {problem}")


def nearest(word: str, known: tuple[str, ...] | list[str]) -> str:
    """“; did you mean …?” with the known word closest to a mistyped one; empty where none is close."""
    close = get_close_matches(word, known, 1)
    return f"; did you mean “{close[0]}”?" if close else ""
