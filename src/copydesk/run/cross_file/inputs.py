"""Inputs: the files that a run reads besides its articles. A run is made again when one of them changes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from copydesk.packs.rule_files import RULE_FILES, TABLES
from copydesk.run.cross_file.references import declared_references
from copydesk.run.cross_file.source_files import files_of_sources
from copydesk.run.runner import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from copydesk.config.confinement import Confinement
    from copydesk.config.settings import Config
    from copydesk.run.session import Session

_MOST_READ = 200
"""In so many articles front matter is searched for sources."""


def inputs_of(session: Session, paths: Iterable[Path]) -> list[Path]:
    """Return the configurations, lists, packs and sources (absolute paths) of a run over some paths, whether they are
    there or not.

    Raises:
        ConfigError, BadPattern: a configuration or a .gitignore file cannot be used.
    """
    files = files_of(session, paths)
    settings = {config.file: config for config in map(session.config.settings_for, files)}
    sources = files_of_sources(_sources(session, files))
    readable = (files for path, files in sources.files.items() if path not in sources.refused)
    return sorted(
        {*chain.from_iterable(map(settings_files, settings.values())), *chain.from_iterable(readable)}
    )


def settings_files(config: Config) -> Iterator[Path]:
    """Yield a configuration, and the lists and packs that it names."""
    yield from filter(None, (config.file, config.accept, config.archive_index))
    for pack in config.packs:
        yield pack
        if pack.is_dir():
            yield from (each for each in pack.rglob("*") if each.suffix.lower() in (*RULE_FILES, *TABLES))


def _sources(session: Session, files: Iterable[Path]) -> Iterator[tuple[Path, Confinement]]:
    for number, file in enumerate(files):
        named = list(session.config.sources(file))
        if number < _MOST_READ:
            for _, sketch in session.sketch(file).sketches:
                named += declared_references(file, sketch, ()).sources
        yield from ((source.path, session.config.confinement_of(file, source)) for source in named)
