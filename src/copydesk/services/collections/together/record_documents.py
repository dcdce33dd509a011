"""Record documents: the documents of a comparison, made again from the texts of a collection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from copydesk.document import Document
from copydesk.engine.locating import locate
from copydesk.findings import Finding, Flag
from copydesk.rules import Rule
from copydesk.services.collections.together.record_facts import CollectionText
from copydesk.services.in_python.desk_settings import DeskSettings
from copydesk.services.in_python.text_work import read_document, rules_of

TextOf = Callable[[str], CollectionText | None]
"""Return the text with an id; None if there is none."""


class RecordDocuments:
    """Gives documents by the ids of their texts; see `stories.comparison.Documents`. Each is read once."""

    def __init__(self, text_of: TextOf, settings: DeskSettings) -> None:
        self._text_of = text_of
        self._settings = settings
        self._read: dict[str, Document] = {}
        self._references: dict[str, Document] = {}

    def read(self, key: str, *, has_references: bool = False) -> Document:
        """Return a document; `has_references` says whether it is compared with sources, or is a source.

        Raises:
            LookupError: there is no text with this id.
            ValueError: it is no text, or too large.
        """
        if key not in self._read:
            if (given := self._text_of(key)) is None:
                raise LookupError(f"the text “{key}” is not at hand")
            self._read[key] = document_of(given, self._settings)
        document = self._read[key]
        if not has_references or document.has_references:
            return document
        if key not in self._references:
            self._references[key] = document.with_references()
        return self._references[key]

    def text(self, key: str) -> str:
        """Return a document's text, with fillers for markup."""
        return self.read(key).text

    def rules(self, key: str) -> Mapping[str, Rule]:
        """Return the rules for a document, by their ids."""
        return rules_of(key, self._settings).by_id

    def locate(self, key: str, flagged: Sequence[tuple[Rule, Flag]]) -> tuple[Finding, ...]:
        """Return the findings for these flags of a document."""
        return locate(self.read(key), flagged, self._find)

    def _find(self, key: str) -> Document | None:
        try:
            return self.read(key)
        except (LookupError, ValueError):
            return None


def document_of(given: CollectionText, settings: DeskSettings) -> Document:
    """Return a text as a document.

    Raises:
        ValueError: it is no text, or too large.
    """
    return read_document(given.text, given.id, settings, format=given.format, date=given.date)
