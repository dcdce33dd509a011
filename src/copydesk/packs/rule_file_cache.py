"""Rule file cache: keep the rules of rule files between runs, so that unchanged files are not parsed and analysed
again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from copydesk.packs.memo import memories
from copydesk.support.digests import digest_of_code
from copydesk.support.safe_yaml import YamlError, load_yaml, repeated_keys
from copydesk.support.storage import pack, storage, unpack


class RuleFiles:
    """The data of rule files, and the remembered analyses of their patterns and phrases."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._kept: dict[str, Any] = {}
        key = blake2b(digest_of_code(), digest_size=20)
        with suppress(OSError):  # `load` raises the error for this file
            for file in files:
                content = file.read_bytes()
                key.update(f"{file}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
            self._key = key.digest()
            self._fetch()
        self._is_new = not self._kept

    def load(self, file: Path) -> Any:
        """Return the content of a file.

        Raises:
            OSError, UnicodeDecodeError, YamlError: it cannot be read.
        """
        name = str(file)
        if name not in self._kept:
            text = file.read_text("utf-8")
            data = load_yaml(text)
            if repeated := repeated_keys(text):
                raise YamlError("; ".join(f"line {each.line + 1}: {each}" for each in repeated))
            self._kept[name] = data
        return self._kept[name]

    def keep(self) -> None:
        """Store the data, and the analyses so far, for the next run."""
        if self._is_new:
            with suppress(Exception):
                storage().put({self._key: pack((self._kept, memories))})

    def _fetch(self) -> None:
        kept = storage().get([self._key]).get(self._key)
        if kept is not None:
            with suppress(Exception):  # the same as no data
                self._kept, said = unpack(kept)
                for name, known in said.items():
                    memories.setdefault(name, {}).update(known)
