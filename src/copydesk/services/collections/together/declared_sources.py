"""Declared sources: the texts of a collection that another one of it names as its sources in its front matter."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from copydesk.document import Document
from copydesk.engine.failures import UNREADABLE_SOURCE
from copydesk.engine.locating import locate
from copydesk.findings import Finding, Flag
from copydesk.formats.features.frontmatter import key_span
from copydesk.run.cross_file.references import FEW, MOST_DECLARED
from copydesk.stories.grouping.sketch import Sketch
from copydesk.stories.grouping.story_plan import StoryPlan, plan_with_sources


class DeclaredSource(NamedTuple):
    """A source that a text declares.

    Attributes:
        text: as it is written.
        ids: the ids that it may mean; the first that is one of the collection counts.
    """

    text: str
    ids: tuple[str, ...]

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it is a web address, which need not be in the collection."""
        return "://" in self.text


class FoundSources(NamedTuple):
    """What comes of a text's sources.

    Attributes:
        plan: the comparison with them; None if there is nothing to compare it with.
        ids: those of its sources; None if it declares none but itself. A text that has sources is not compared with
            its copies, even if none of them is in the collection.
        missing: the sources, as they are written, that no id of the collection means, and those that are the text
            itself, each with the reason.
    """

    plan: StoryPlan | None
    ids: tuple[str, ...] | None
    missing: Mapping[str, str]


def declared_sources(name: str, sketch: Sketch) -> list[DeclaredSource]:
    """Return the sources that a text declares, given its id; at most MOST_DECLARED of them.

    A source is the id of a text, or, as with files, a path from the folder that its own id names.
    """
    folder = posixpath.dirname(name)
    texts = dict.fromkeys(sketch.sources)
    return [
        DeclaredSource(text, tuple(dict.fromkeys((posixpath.normpath(posixpath.join(folder, text)), text))))
        if "://" not in text
        else DeclaredSource(text, (text,))
        for text in list(texts)[:MOST_DECLARED]
    ]


def find_sources(name: str, sketch: Sketch, sketches: Mapping[str, Sketch]) -> FoundSources:
    """Return what a text is held to.

    Args:
        name: its id.
        sketch: its own.
        sketches: by id, those of the texts that its `declared_sources` may mean, as far as there are such texts.
    """
    found: dict[str, Sketch] = {}
    lacking: dict[str, str] = {}
    itself: dict[str, str] = {}
    is_elsewhere = len(set(sketch.sources)) > MOST_DECLARED
    for each in declared_sources(name, sketch):
        key = next((key for key in each.ids if key in sketches or key == name), None)
        if key is not None:
            found[key] = sketch if key == name else sketches[key]
        if key == name:
            itself[each.text] = "it is the article itself, which confirms nothing"
        elif key is None and each.is_elsewhere:
            is_elsewhere = True
        elif key is None:
            lacking[each.text] = "no text of the collection has this id"
    others = _nearest(name, sketch, found)
    if not (others or is_elsewhere or lacking):
        return FoundSources(None, None, itself)
    plan = plan_with_sources(name, others, complete=not (is_elsewhere or lacking)) if others else None
    return FoundSources(plan, others, {**lacking, **itself})


def _nearest(name: str, sketch: Sketch, sources: Mapping[str, Sketch]) -> tuple[str, ...]:
    """Return the ids of a few sources, or of many those that share most with a text; as `ReferenceIndex` does."""
    ids: Iterable[str] = sources
    if len(sources) > FEW + 1:
        ours = _hashes(sketch)
        shared = Counter(
            {key: number for key, each in sources.items() if (number := len(ours & _hashes(each)))}
        )
        ids = (key for key, _ in shared.most_common())  # those that share as much stay in their order
    return tuple(islice((key for key in ids if key != name), FEW))


def _hashes(sketch: Sketch) -> set[int]:
    return {*sketch.runs, *sketch.quotes}


def missing_sources(document: Document, missing: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings for sources of a document, as they are written, that cannot be read, each with the reason."""
    flags = [
        Flag(
            *key_span(document.source, "sources", text),
            f"the source “{text}” cannot be read: {reason}",
        )
        for text, reason in missing.items()
    ]
    # Without sentences the ids of findings depend on the flagged line alone.
    return locate(document.bare(), [(UNREADABLE_SOURCE, flag) for flag in flags])
