"""Cache keys: the keys by which results are kept. Each is a digest of all that its result depends on.

A file's key is made of its content, its path, and its rules' key; that one of our own code, Python, whatever is
installed beside us, the plugins' files, the configuration with its packs, and the command line. The key of a comparison
is made of the keys of the files that it compares. An empty key says that nothing is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from copydesk.config.project import ProjectConfig
from copydesk.support.digests import digest_of_code, digest_of_files
from copydesk.support.distributions import ENTRY_POINTS, installed_plugins
from copydesk.support.paths import display_path
from copydesk.support.storage import fingerprint


class CacheKeys:
    """Makes the keys of results under one configuration. Files are absolute paths."""

    def __init__(self, config: ProjectConfig) -> None:
        self._config = config
        self._rules_keys: dict[Path | None, bytes] = {}

    def of_rules(self, file: Path) -> bytes:
        """Return the key of all that a file's rules are made of. The built-in ones are not loaded for it."""
        settings = self._config.settings_for(file)
        if settings.file not in self._rules_keys:
            installed = installed_plugins(ENTRY_POINTS).distributions
            # The repr of the overrides tells all of them.
            known = (sys.version, installed, self._config.options.choices, str(settings.folder))
            self._rules_keys[settings.file] = fingerprint(
                digest_of_code(),
                repr(known).encode("utf-8", "surrogateescape"),
                settings.file.read_bytes() if settings.file else b"",
                digest_of_files([*settings.packs, *self._config.plugin_files()]),
            )
        return self._rules_keys[settings.file]

    def of_file(self, file: Path, data: bytes, *, single_file: bool) -> bytes:
        """Return the key of the result of a file with this content. A single file is spared some rules."""
        if not self._config.options.use_cache:
            return b""
        # Front matter may declare references too, but that is part of the data.
        is_spared = single_file and not self._config.may_have_references(file)
        names = f"{display_path(file)}\0{self._config.project_path(file)}\0{is_spared}"
        return fingerprint(self.of_rules(file), names.encode("utf-8", "replace"), data)

    def of_comparison(self, task: object, contents: Sequence[bytes]) -> bytes:
        """Return the key of one comparison, whose repr tells what is compared; `contents` are its documents' keys."""
        if not self._config.options.use_cache or not all(contents):
            return b""
        return self._of_compared(contents, task)

    def of_cross_file_check(self, files: Mapping[str, Path], file_keys: Mapping[str, bytes]) -> bytes:
        """Return the key of all that comparing the files of a run shows, but for the contents of their sources."""
        if not all(file_keys.values()):
            return b""
        sources = {
            path: self._config.sources(file)
            for path, file in files.items()
            if self._config.may_have_references(file)
        }
        return self._of_compared(sorted(file_keys.values()), sorted(sources.items()))

    def _of_compared(self, keys: Sequence[bytes], *others: object) -> bytes:
        options = self._config.options
        shared = repr((options.require_sources, options.compare_copies, others))
        return fingerprint(*keys, shared.encode("utf-8", "surrogateescape"))


def key_of_content(data: bytes) -> bytes:
    """Return the key of what a file holds, whatever rules run on it."""
    return fingerprint(data)
