"""File documents: read the documents of a run's files and of their references again for comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.engine.failures import unreadable
from copydesk.engine.locating import locate
from copydesk.support import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copydesk.document import Document
    from copydesk.findings import Finding, Flag
    from copydesk.rules import Rule
    from copydesk.run.session import Session

_KEPT = 16
"""The number of references that stay in memory, with everything that was computed from them."""


class FileDocuments:
    """Gives documents by `Document.key`; see `stories.comparison.Documents`.

    `parts` has the paths of documents that share a file; the key of any other document is its path.
    """

    def __init__(self, session: Session, parts: Mapping[str, str]) -> None:
        self._session = session
        self._parts = parts
        self._references: dict[str, Document] = {}

    def path(self, key: str) -> str:
        """Return the path of the file that a document is in, as in findings."""
        return self._parts.get(key, key)

    def file(self, key: str) -> Path:
        """Return the file (an absolute path) that a document is in."""
        return Path(self.path(key)).absolute()

    def read(self, key: str, *, has_references: bool = False) -> Document:
        """Return a document; `has_references` says whether it is compared with sources, or is a source.

        Raises:
            OSError, ValueError: its file can no longer be read, or no longer contains it.
        """
        if key in self._references and has_references:
            return self._references[key]
        found = self._find_part(key)
        if not has_references or found.has_references:
            return found
        self._references[key] = found.with_references()
        if len(self._references) > _KEPT:
            del self._references[next(iter(self._references))]
        return self._references[key]

    def _find_part(self, key: str) -> Document:
        documents = self._session.reread(self.file(key))
        number = key[len(self.path(key)) + 1 :]
        index = int(number) - 1 if number else 0
        if index >= len(documents) or documents[index].key != key:
            raise OSError(0, "the file has changed while it was checked")
        return documents[index]

    def text(self, key: str) -> str:
        """Return a document's text; empty if the file is gone, which the comparison will report."""
        document = self._find(key)
        return document.text if document else ""

    def rules(self, key: str) -> Mapping[str, Rule]:
        """Return the rules for a document, by their ids."""
        return self._session.config.rules_for(self.file(key)).by_id

    def locate(self, key: str, flagged: Sequence[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Return the findings for these flags of a document."""
        try:
            return locate(self.read(key), flagged, self._find)
        except (Exception, limits.TooSlow) as error:
            return unreadable(self.file(key), error).findings

    def _find(self, key: str) -> Document | None:
        try:
            return self.read(key)
        except (OSError, ValueError):
            return None
