"""Desk settings: what a desk was told, as a value that can be sent to other processes, and the rules that follow."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any, TypeAlias

from copydesk.analysis.dates.dateline import is_readable_date
from copydesk.config.files import load_config
from copydesk.config.project import ProjectConfig
from copydesk.config.request import CliOverrides, RunOptions
from copydesk.config.rule_sources.presets import PRESET_NAMES
from copydesk.config.selection import Selector
from copydesk.config.settings import Config, ConfigError, nearest
from copydesk.config.settings_reader import ConfigReader
from copydesk.engine.extras import note_on_rules_left_out
from copydesk.formats.registry import FORMATS
from copydesk.rules import NO_DOCSTRINGS
from copydesk.run.narrowing.known_findings import Entry, read_ledger
from copydesk.support.limits import LARGEST_FILE
from copydesk.support.plurals import shown_value

ConfigLike: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any] | None"
"""A configuration file, or its keys and values, or none."""


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What a desk was told. It can be pickled, and another process needs no configuration file for it.

    Attributes:
        config: the settings.
        choices: the rules that were chosen.
        accepted: the findings that the configuration's list accepts.
        format: the name of the format of all texts; empty: each as its path says.
        suppressions: whether comments in a text can suppress findings.
        max_megabytes: the size of a text from which on it is not checked.
    """

    config: Config = field(default_factory=Config)
    choices: CliOverrides = field(default_factory=CliOverrides)
    accepted: tuple[Entry, ...] = ()
    format: str = ""
    suppressions: bool = True
    max_megabytes: float = LARGEST_FILE


def read_settings(
    config: ConfigLike,
    *,
    preset: str | None,
    select: str | Iterable[str],
    ignore: str | Iterable[str],
    format: str,  # noqa: A002 - as `Document` calls it
    suppressions: bool,
    max_megabytes: float | None,
) -> DeskSettings:
    """Read what `Desk` is told; what it raises is said there."""
    if sys.flags.optimize > 1:
        raise RuntimeError(NO_DOCSTRINGS)
    if preset is not None and preset not in PRESET_NAMES:
        raise ValueError(
            f"preset: {shown_value(preset)} is not one of {', '.join(PRESET_NAMES)}{nearest(str(preset), PRESET_NAMES)}"
        )
    check_format(format)
    check_switch("suppressions", suppressions)
    _check_size(max_megabytes)
    read = _read_config(config)
    settings = DeskSettings(
        read,
        CliOverrides(preset=preset, select=_names("select", select), ignore=_names("ignore", ignore)),
        tuple(read_ledger(read.accept)) if read.accept else (),
        format,
        suppressions,
        read.max_file_size if max_megabytes is None else max_megabytes,
    )
    try:
        rules = selector_of(settings).rules_for(Path("any"))
    except ConfigError as error:  # there are no options here, and no file if there is a mapping
        start = f"{read.origin}: " if isinstance(config, Mapping) else ""
        problems = (
            f"config: {each[len(start) :]}" if start and each.startswith(start) else each
            for each in error.args
        )
        raise ConfigError(*(each.removeprefix("--") for each in problems)) from None
    if note := note_on_rules_left_out(rules.left_out):
        warnings.warn(note, stacklevel=_frames_of_ours())
    return settings


def _frames_of_ours() -> int:
    """Return how many frames of copydesk stand above that of the program that calls it, with its own."""
    number, frame = 0, sys._getframe()
    while frame.f_back and frame.f_globals["__name__"].startswith("copydesk."):
        number, frame = number + 1, frame.f_back
    return number + int(frame.f_globals["__name__"] == "copydesk")


def _absolute(file: str | os.PathLike[str]) -> Path:
    """Return the whole path of a file.

    Raises:
        ConfigError: it begins in the working folder, and that is gone.
    """
    try:
        return Path(os.path.abspath(file))
    except FileNotFoundError:
        raise ConfigError(
            f"{os.fspath(file)}: cannot be found: the working folder does not exist any more"
        ) from None


def _check_size(megabytes: float | None) -> None:
    is_number = isinstance(megabytes, int | float) and not isinstance(megabytes, bool)
    if megabytes is not None and not (is_number and 0 < megabytes < inf):
        raise ValueError(
            f"max_megabytes: {shown_value(megabytes)} is not a number of megabytes greater than 0"
        )


def check_switch(name: str, value: object) -> None:
    """Raise ValueError unless the value of an argument is true or false: any text, even “no”, would count as true."""
    if not isinstance(value, bool):
        raise ValueError(f"{name}: {shown_value(value)} is neither True nor False")


def check_date(value: object) -> None:
    """Raise ValueError unless a value is a date as front matter has it; None and an empty text are none.

    A date that cannot be read would be left out, and nothing held to it.
    """
    if value not in (None, "") and not (isinstance(value, str | date) and is_readable_date(value)):
        raise ValueError(f"date: {shown_value(value)} is not a day, such as 2024-05-12")


def check_jobs(number: object) -> None:
    """Raise ValueError unless this is a number of processes, or 0."""
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ValueError(
            f"jobs: {shown_value(number)} is not a number of processes, or 0 for one on each core"
        )


def check_format(name: str) -> None:
    """Raise ValueError if there is no format with this name; an empty one is none."""
    if not isinstance(name, str) or (name and name not in FORMATS):
        raise ValueError(
            f"format: {shown_value(name)} is not one of {', '.join(FORMATS)}{nearest(str(name), list(FORMATS))}"
        )


def _read_config(config: ConfigLike) -> Config:
    if config is None:
        return Config()
    if not isinstance(config, str | os.PathLike | Mapping):
        raise ValueError(f"config: {shown_value(config)} is neither a path nor a mapping of settings")
    if not isinstance(config, Mapping):
        return load_config(_absolute(config))
    reader = ConfigReader(_absolute("config"))
    read = reader.config(dict(config))
    if reader.problems:
        start = f"{reader.file}: "
        raise ConfigError(*(f"config: {each.removeprefix(start)}" for each in reader.problems))
    return read


def _names(key: str, given: str | Iterable[str]) -> tuple[str, ...]:
    names = (given,) if isinstance(given, str) or not isinstance(given, Iterable) else tuple(given)
    for name in names:
        if not isinstance(name, str):
            raise ValueError(f"{key}: {shown_value(name)} is not the name of a rule or family")
    return names


def selector_of(settings: DeskSettings) -> Selector:
    """Return what selects the rules; desks with the same settings share one in each process."""
    return _selector(_AsKey(settings.config, settings.choices))


class _AsKey:
    """Settings as a key. Their mappings have no hash, but are printed alike if they are alike."""

    def __init__(self, config: Config, choices: CliOverrides) -> None:
        self.config, self.choices = config, choices
        self._text = repr((config, choices))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _AsKey) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)


@lru_cache(64)
def _selector(key: _AsKey) -> Selector:
    return Selector(_project().catalogue(key.config), key.config, key.choices)


@lru_cache(1)
def _project() -> ProjectConfig:
    return ProjectConfig(RunOptions(isolated=True))
