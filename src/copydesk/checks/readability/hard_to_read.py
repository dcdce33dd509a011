"""readability/hard-to-read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from copydesk.analysis.language.readability import Measure, score
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, Range, rule


@rule(severity="info", preset="strict", places=("body", "list", "quote"), extra="readability")
def hard_to_read(
    doc: Document,
    *,
    measure: Measure = "automated-readability-index",
    limit: Annotated[float, Range(1)] = 16.0,
    min_words: Count = 30,
) -> Iterator[Flag]:
    """The article as a whole is hard to read.

    The measures, worked out by textstat, count characters, words and sentences, so they need no dictionary:
    automated-readability-index and coleman-liau give a school grade, lix and rix a number of their own (LIX: 40 is
    ordinary, 60 very hard). They know nothing of sense or style. Articles under `min_words` words are not measured.
    textstat comes with the extra `copydesk[readability]`.

    Bad: Notwithstanding interdepartmental responsibilities necessitating comprehensive documentation, representatives characterised participating municipalities' contributions as disproportionately insufficient, whereupon organisational consultations concerning infrastructural modernisation, environmental compatibility investigations and supplementary administrative clarifications remained, unfortunately, predominantly unaddressed throughout subsequent parliamentary deliberations.
    Good: The cat sat on the mat. It was warm there, and the cat was glad.
    """
    if len(doc.words) < min_words:
        return
    prose = [block for block in doc.blocks if block.place in ("body", "list", "quote")]
    value = score(" ".join(doc.text[block.start : block.end] for block in prose), measure)
    if prose and value > limit:
        yield Flag(
            prose[0].start, prose[0].end, f"the article reads hard: {measure} {value:.1f}, above {limit:g}"
        )
