"""Configuration files: find and read copydesk.yaml, or [tool.copydesk] in pyproject.toml."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.config.confinement import confined
from copydesk.config.settings import COMMAND_LINE, Config, ConfigError
from copydesk.support.closest import near_path
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.paths import display_path, repository
from copydesk.support.untrusted.safe_toml import load_toml
from copydesk.support.untrusted.safe_yaml import load_yaml, repeated_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.config.settings_reader import ConfigReader
    from copydesk.stories.grouping.name_archive.attestations import KeptName

FILE_NAMES = ("copydesk.yaml", "copydesk.yml", ".copydesk.yaml", ".copydesk.yml", "pyproject.toml")
"""Searched in the folder of the linted file, then in every folder above it. Two of them in one folder are a mistake."""

_LARGEST = 1.0
"""Megabytes."""
_MOST_FOLDERS = 50_000
"""In which configurations are looked for that name a list of accepted findings."""
_INDEX_REMEDY = "; “copydesk names ARCHIVE --write-index FILE” writes one"


def find_config(folder: Path) -> Path | None:
    """Return the configuration file for the files of a folder: the nearest one, in the folder itself or above it.

    A pyproject.toml counts only if it has a table [tool.copydesk].

    Raises:
        ConfigError: the nearest folder with a configuration has two.
    """
    return next(filter(None, map(_config_in, (folder, *folder.parents))), None)


@cache
def _config_in(folder: Path) -> Path | None:
    # Whatever has such a name is meant as a configuration: one that cannot be read must not count as none.
    there = [name for name in FILE_NAMES if os.path.lexists(folder / name)]
    for file in map(folder.joinpath, there):
        if file.is_symlink() and confined(folder).objection_to_setting(file):
            raise ConfigError(message_about_link(file))
    if there[-1:] == ["pyproject.toml"] and not _has_table(folder / "pyproject.toml", alone=len(there) == 1):
        there.pop()
    if len(there) > 1:
        raise ConfigError(
            f"{folder}: {' and '.join(there)} both configure copydesk; move all settings into one of them"
        )
    return folder / there[0] if there else None


def accept_lists_around(files: Iterable[Path]) -> Iterator[Path]:
    """Yield the lists of accepted findings that configurations name: those in the project, or above one of the files.

    A configuration that cannot be read names none here; a run that uses it says so.
    """
    above = {folder for file in files for folder in file.parents}
    tops = {repository(folder) for folder in above} - {None}
    below = (folder for top in (tops or {Path.cwd()}) if top for folder in _folders_in(top))
    for folder in sorted(above) + list(islice(below, _MOST_FOLDERS)):
        for file in map(folder.joinpath, FILE_NAMES):
            with suppress(ConfigError):
                if os.path.lexists(file) and (accept := read_config(file)[0].accept):
                    yield accept


def _folders_in(top: Path) -> Iterator[Path]:
    for folder, subfolders, _ in os.walk(top):
        subfolders[:] = [name for name in subfolders if name not in (".git", "node_modules")]
        yield Path(folder)


def message_about_link(file: Path) -> str:
    """Return the message about a configuration that is a link to a file that it must not be."""
    return (
        f"{file}: this link leads out of the project, or to a hidden file, so it is not read; copy the file"
        " here, or name the one that it leads to with --config"
    )


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
def read_config(
    file: Path | None, settings: tuple[tuple[str, str], ...] = ()
) -> tuple[Config, tuple[str, ...]]:
    """Return the settings of a configuration file, and its mistakes; each mistake names file, key and remedy.

    A setting with a mistake has its default. `settings` of the command line, keys with dots and values in YAML, come
    in the place of those of the file; without a file they are all there are.

    Raises:
        ConfigError: the file is missing, unreadable, or not YAML or TOML at all.
    """
    given, mistakes = _given(settings)
    if mistakes:
        return Config(), mistakes
    if file is None:
        config = _reader(Path.cwd() / COMMAND_LINE).config(given) if given else Config()
        return config._replace(file=None), ()
    reader = _reader(file)
    if file.suffix == ".toml":
        data = _pyproject_table(file)
        if data is None:
            raise ConfigError(
                f"{file}: there is no table [tool.copydesk] in it; add one, or choose another file"
            )
    else:
        data = _yaml(file, reader)
    data = {} if data is None else data
    return reader.config(_merged(data, given) if isinstance(data, dict) else data), tuple(reader.problems)


def _reader(file: Path) -> ConfigReader:
    from copydesk.config.settings_reader import ConfigReader  # imported only where there is something to read

    return ConfigReader(file)


def _given(settings: tuple[tuple[str, str], ...]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the settings of the command line as a configuration has them, and the mistakes in them."""
    if not settings:
        return {}, ()
    given: dict[str, Any] = {}
    reader = _reader(Path(COMMAND_LINE))
    for key, text in settings:
        try:
            value = load_yaml(text)
        except ValueError:
            reader.report(key, f"“{text}” is no value in YAML")
            continue
        for part in reversed(key.split(".")):
            value = {part: value}
        given = _merged(given, value)
    if given:
        reader.config(given)
    return given, tuple(reader.problems)


def _merged(data: dict[Any, Any], given: dict[str, Any]) -> dict[Any, Any]:
    """Return a configuration in which the values that are given come in the place of others."""
    merged = dict(data)
    for key, value in given.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return merged


def _yaml(file: Path, reader: ConfigReader) -> Any:
    text = _text_of(file)
    try:
        data = load_yaml(text)
        for repeated in repeated_keys(text):
            reader.report(f"line {repeated.line + 1}", str(repeated))
    except ValueError as error:
        raise ConfigError(f"{file}: {' '.join(str(error).split())}") from None
    return data


def _bytes_of(file: Path) -> bytes:
    try:
        return read_bounded(file, _LARGEST)
    except (OSError, TooLarge) as error:
        near = near_path(display_path(file)) if isinstance(error, FileNotFoundError) else ""
        raise ConfigError(f"{file}: cannot be read: {_reason(error)}{near}") from None


def _reason(error: OSError | ValueError) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return reason[:1].lower() + reason[1:]


def _text_of(file: Path) -> str:
    try:
        return _bytes_of(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: cannot be read: it is not encoded in UTF-8; save it as UTF-8") from None


def _has_table(file: Path, *, alone: bool) -> bool:
    """Tell whether a pyproject.toml configures copydesk. A broken one matters only if no other file beside it does."""
    try:
        data = _bytes_of(file).replace(
            b"\0", b""
        )  # as UTF-16 has them, which is refused if it speaks of copydesk
        return b"copydesk" in data and _pyproject_table(file) is not None
    except ConfigError:
        if alone:
            raise
        return False


def _pyproject_table(file: Path) -> Any:
    text = _text_of(file)
    try:
        tools = load_toml(text).get("tool", {})
    except ValueError as error:
        raise ConfigError(f"{file}: {error}") from None
    return tools.get("copydesk") if isinstance(tools, dict) else None


def read_archive_index(settings: Path | None, file: Path) -> tuple[KeptName, ...]:
    """Return the names of an index; `settings` is the configuration that names it.

    Raises:
        ConfigError: it is missing, unreadable, too large or no index.
    """
    # Imported only where there is an index.
    from copydesk.stories.grouping.name_archive.kept_index import read_index

    try:
        return read_index(read_bounded(file))
    except (OSError, ValueError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else _reason(error)
        remedy = "" if isinstance(error, TooLarge) else _INDEX_REMEDY
        raise ConfigError(f"{settings}: names.index: {file} cannot be read: {reason}{remedy}") from None
