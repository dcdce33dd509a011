"""Gathered facts: the facts of each document that rules for several documents need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from copydesk.findings import STORY_FACTS, DocumentFacts

if TYPE_CHECKING:  # not imported in a run that takes all results from the cache
    from copydesk.stories.grouping.sketch import Sketch


class GatheredFacts:
    """The facts of all documents, by `Document.key`.

    Attributes:
        sketches: of the articles that are compared.
        members: the facts that rules of the scope "run" gathered, by rule id and then by key.
        files: the path of the file that each document is in, as in findings.
        starts: the offset in its file at which each document begins.
    """

    def __init__(self) -> None:
        self.sketches: dict[str, Sketch] = {}
        self.members: dict[str, dict[str, Any]] = {}
        self.files: dict[str, str] = {}
        self.starts: dict[str, int] = {}

    def add(self, path: str, facts: Mapping[str, DocumentFacts]) -> None:
        """Add the facts of one file's documents."""
        for key, (start, by_name) in facts.items():
            self.files[key] = path
            self.starts[key] = start
            for name, each in by_name.items():
                if name == STORY_FACTS:
                    self.sketches[key] = each
                else:
                    self.members.setdefault(name, {})[key] = each
