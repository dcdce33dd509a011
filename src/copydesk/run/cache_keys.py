"""Cache keys: compute the keys of stored results. Each is a digest of everything that its result depends on.

A file's key is made of its content, its path, and the key of its rules. The key of the rules is made of our own code,
Python, the installed distributions, the files of plugins, the configuration with its packs, and the command line. The
key of a comparison is made of the keys of the files that it compares. A result with an empty key is not stored.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from copydesk.packs.rule_files import pack_files
from copydesk.support.digests import digest_of_code, digest_of_files
from copydesk.support.distributions import ENTRY_POINTS, installed_plugins
from copydesk.support.paths import display_path
from copydesk.support.persistence.storage import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from copydesk.config.project import ProjectConfig


class CacheKeys:
    """Computes the keys of results under one configuration. Files are absolute paths."""

    def __init__(self, config: ProjectConfig) -> None:
        self._config = config
        self._rules_keys: dict[Path | None, bytes] = {}

    def of_rules(self, file: Path) -> bytes:
        """Return the key of a file's rules; the built-in rules need not be loaded for it."""
        settings = self._config.settings_for(file)
        if settings.file not in self._rules_keys:
            installed = installed_plugins(ENTRY_POINTS).distributions
            options = self._config.options
            asked = (
                options.choices,
                options.settings,
                options.plugins,
                options.format,
                options.shows_each_fault,
            )
            self._rules_keys[settings.file] = fingerprint(
                digest_of_code(),
                # The repr of the overrides contains all of them.
                repr((installed, asked, str(settings.folder))),
                settings.file.read_bytes() if settings.file else b"",
                digest_of_files([*_files_of(self._config.packs_of(settings)), *self._config.plugin_files()]),
            )
        return self._rules_keys[settings.file]

    def of_file(self, file: Path, data: bytes, *, single_file: bool) -> bytes:
        """Return the key of the result of a file with this content. Some rules do not run on a single file."""
        if not self._config.options.use_cache:
            return b""
        # Front matter may declare references too, but that is part of the data.
        is_spared = single_file and not self._config.may_have_references(file)
        names = display_path(file), self._config.project_path(file)
        return fingerprint(self.of_rules(file), *names, str(is_spared), data)

    def of_comparison(self, task: object, contents: Sequence[bytes]) -> bytes:
        """Return the key of one comparison; its repr says what is compared, and `contents` are the keys of its
        documents.
        """
        if not self._config.options.use_cache or not all(contents):
            return b""
        return self._of_compared(contents, task)

    def of_cross_file_check(self, files: Mapping[str, Path], file_keys: Mapping[str, bytes]) -> bytes:
        """Return the key of all comparisons of a run, with the contents of indexes, without those of the sources."""
        if not all(file_keys.values()):
            return b""
        sources = {
            path: self._config.sources(file)
            for path, file in files.items()
            if self._config.may_have_references(file)
        }
        named = {self._config.settings_for(file).archive_index for file in files.values()}
        indexes = digest_of_files(sorted(filter(None, named))) if any(named) else b""
        return self._of_compared(sorted(file_keys.values()), sorted(sources.items()), indexes)

    def _of_compared(self, keys: Sequence[bytes], *others: object) -> bytes:
        options = self._config.options
        shared = (options.require_sources, options.compare_copies, options.allowed, others)
        return fingerprint(*keys, repr(shared))


def _files_of(packs: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of packs, and packs that do not exist."""
    for pack in packs:
        yield from pack_files(pack) if os.path.lexists(pack) else [pack]
