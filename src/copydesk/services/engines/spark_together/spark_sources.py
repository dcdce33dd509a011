"""Spark sources: the sources that documents declare."""

from __future__ import annotations

from copydesk.services.collections.together import steps as together
from copydesk.services.engines.library_of_engine import brought_by

with brought_by("spark"):
    from pyspark import RDD


def found_sources(sketches: RDD) -> RDD:
    """Return the `FoundSources` of the documents that declare any, by document, given all sketches."""
    asked = sketches.flatMap(lambda each: [(key, each[0]) for key in together.source_ids(*each)])
    found = asked.join(sketches).map(lambda each: (each[1][0], (each[0], each[1][1])))
    declaring = sketches.filter(lambda each: bool(together.source_ids(*each)))
    return declaring.cogroup(found).map(
        lambda each: (each[0], together.sources_in(each[0], next(iter(each[1][0])), dict(each[1][1])))
    )
