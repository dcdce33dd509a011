"""Configuration files: find and read copydesk.yaml, or [tool.copydesk] in pyproject.toml."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from copydesk.config.settings import Config, ConfigError
from copydesk.config.settings_reader import ConfigReader
from copydesk.support.safe_yaml import load_yaml, repeated_keys

FILE_NAMES = ("copydesk.yaml", "copydesk.yml", ".copydesk.yaml", ".copydesk.yml", "pyproject.toml")
"""Searched in the folder of the linted file, then in every folder above it. Two of them in one folder are a mistake."""


def find_config(folder: Path) -> Path | None:
    """Return the configuration file for the files of a folder: the nearest one, in the folder itself or above it.

    A pyproject.toml counts only if it has a table [tool.copydesk].

    Raises:
        ConfigError: the nearest folder with a configuration has two.
    """
    return next(filter(None, map(_config_in, (folder, *folder.parents))), None)


@cache
def _config_in(folder: Path) -> Path | None:
    there = [name for name in FILE_NAMES if os.path.isfile(folder / name)]  # noqa: PTH113 - Path.is_file raises where a folder may not be entered
    if there[-1:] == ["pyproject.toml"] and not _has_table(folder / "pyproject.toml", alone=len(there) == 1):
        there.pop()
    if len(there) > 1:
        raise ConfigError(
            f"{folder}: {' and '.join(there)} both configure copydesk; move all settings into one of them"
        )
    return folder / there[0] if there else None


def load_config(file: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: it is missing, unreadable or not YAML or TOML, or has unknown keys or wrong values.
    """
    config, problems = read_config(file)
    if problems:
        raise ConfigError(*problems)
    return config


@cache
def read_config(file: Path) -> tuple[Config, tuple[str, ...]]:
    """Return the settings of a configuration file, and its mistakes; each mistake names file, key and remedy.

    A setting with a mistake has its default.

    Raises:
        ConfigError: the file is missing, unreadable, or not YAML or TOML at all.
    """
    reader = ConfigReader(file)
    if file.suffix == ".toml":
        data = _pyproject_table(file)
        if data is None:
            raise ConfigError(
                f"{file}: there is no table [tool.copydesk] in it; add one, or choose another file"
            )
    else:
        data = _yaml(file, reader)
    return reader.config({} if data is None else data), tuple(reader.problems)


def _yaml(file: Path, reader: ConfigReader) -> Any:
    text = _text_of(file)
    try:
        data = load_yaml(text)
        for repeated in repeated_keys(text):
            reader.report(f"line {repeated.line + 1}", str(repeated))
    except ValueError as error:
        raise ConfigError(f"{file}: {' '.join(str(error).split())}") from None
    return data


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(f"{file}: cannot be read: {reason[:1].lower()}{reason[1:]}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: cannot be read: it is not encoded in UTF-8; save it as UTF-8") from None


def _has_table(file: Path, *, alone: bool) -> bool:
    """Tell whether a pyproject.toml configures copydesk. A broken one matters only if no other file beside it does."""
    try:
        return b"copydesk" in file.read_bytes() and _pyproject_table(file) is not None
    except (OSError, ConfigError):
        if alone:
            raise
        return False


def _pyproject_table(file: Path) -> Any:
    import tomllib

    try:
        tools = tomllib.loads(_text_of(file)).get("tool", {})
    except ConfigError:
        raise
    except ValueError as error:
        raise ConfigError(f"{file}: {error}") from None
    except RecursionError:
        raise ConfigError(f"{file}: nested too deeply") from None
    return tools.get("copydesk") if isinstance(tools, dict) else None
