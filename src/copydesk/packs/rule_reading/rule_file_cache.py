"""Rule file cache: keep the rules of rule files between runs, so that unchanged files are not parsed and analysed
again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copydesk.packs.pattern_analysis.memo import memories, recall
from copydesk.packs.rule_files import read_rule_file
from copydesk.support import limits
from copydesk.support.digests import digest_of_code
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import fingerprint, storage
from copydesk.support.untrusted.safe_yaml import YamlError, load_yaml, repeated_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class RuleFiles:
    """The data of rule files, and the remembered analyses of their patterns and phrases.

    Each file is read once, so that what is kept belongs to the content that its key is made of.

    Args:
        files: the files.
        contents: what is read instead of some of them.
    """

    def __init__(self, files: Sequence[Path], contents: Mapping[Path, bytes] | None = None) -> None:
        given = contents or {}
        self._read: dict[Path, bytes | OSError | ValueError] = {
            file: given[file] if file in given else _content(file) for file in files
        }
        self._kept: dict[str, Any] = {}
        self._key = b""
        self._is_new = False
        known = [each for each in self._read.values() if isinstance(each, bytes)]
        if len(known) < len(self._read):  # `load` raises the error for a file
            return
        self._key = fingerprint(b"rule files", digest_of_code(), *map(str, self._read), *known)
        kept = storage().get([self._key]).get(self._key)
        if kept is not None:
            with limits.going_on():  # the same as no data
                data, analyses = unpack(kept)
                recall(analyses)
                self._kept = data
                return
        self._is_new = True

    def load(self, file: Path) -> Any:
        """Return the content of a file.

        Raises:
            OSError, TooLarge, ValueError: it cannot be read.
        """
        name = str(file)
        if name not in self._kept:
            text = self.text(file)
            data = load_yaml(text)
            if repeated := repeated_keys(text):
                raise YamlError("; ".join(f"line {each.line + 1}: {each}" for each in repeated))
            self._kept[name] = data
        return self._kept[name]

    def text(self, file: Path) -> str:
        """Return the text of a file. Raises as `load` does."""
        content = self._read[file]
        if isinstance(content, Exception):
            raise content
        return content.decode("utf-8-sig")

    def keep(self) -> None:
        """Store the data, and the analyses so far, for the next run."""
        if self._is_new:
            with limits.going_on():  # YAML has more types than can be stored, such as dates
                storage().put({self._key: pack([self._kept, memories])})


def _content(file: Path) -> bytes | OSError | ValueError:
    try:
        return read_rule_file(file)
    except (OSError, ValueError) as error:
        return error
