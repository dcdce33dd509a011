"""Comparer: read the articles of a comparison again and compare them, in a worker process if there is one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from copydesk.engine.failures import not_checked, unreadable
from copydesk.findings import FileResult
from copydesk.stories.comparison import Comparison, Unread, compare

if TYPE_CHECKING:
    from copydesk.run.cross_file.documents import FileDocuments

KeyedComparison = tuple[bytes, Comparison]
"""A comparison with the cache key of its result."""


class Comparer:
    """Makes comparisons, one after another. It keeps a few documents; all others are deleted after each comparison."""

    def __init__(self, documents: FileDocuments, *, require_references: bool) -> None:
        self._documents = documents
        self._require_references = require_references

    def work(self, keyed: KeyedComparison) -> FileResult:
        """Make one comparison. The facts of the result are the numbers of quotations and dates with each outcome."""
        key, task = keyed
        try:
            compared = compare(task, self._documents, require_references=self._require_references)
        except Unread as unread:
            return FileResult("", unreadable(self._documents.file(unread.key), unread.error).findings)
        return FileResult("", compared.findings, compared.outcomes, key)

    def lost(self, keyed: KeyedComparison, reason: str) -> FileResult:
        """Return the result of a comparison that no process could make."""
        files = dict.fromkeys(map(self._documents.file, keyed[1].keys))
        findings = [not_checked(file, reason).findings for file in files]
        return FileResult("", tuple(chain.from_iterable(findings)))
