"""Record facts: what comparing needs of one text of a collection, as plain values that an engine can store and move."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from copydesk.analysis.boilerplate.fingerprints import Lines
from copydesk.findings import Finding, Suppression
from copydesk.run.finding_rows import finding_of_row, finding_row, suppression_of_row, suppression_row
from copydesk.stories.grouping.name_archive.name_facts import NameFacts
from copydesk.stories.grouping.series import Edition
from copydesk.stories.grouping.sketch import Sketch
from copydesk.support.persistence.exact_packing import pack_exactly, unpack_exactly
from copydesk.support.persistence.packing import pack, unpack

_FORM = 1
"""Goes up whenever what is gathered, or how it is hashed, changes within one version of copydesk."""

_TYPES = {each.__name__: each for each in (Edition, Lines, NameFacts, Sketch)}


class CollectionText(NamedTuple):
    """A text to compare.

    Attributes:
        id: names it in findings, and no other text of the collection. It is read as a file's name is: two that differ
            only in a date, or in two numbers, name two editions of a series, which are not compared.
        text: the text.
        group: the source that it comes from, such as a site: lines that many texts of one source have are leftovers.
        date: its own date, as front matter may write it; empty: the date that the text gives itself.
        format: the name of its format; empty: that of the desk.
    """

    id: str
    text: str
    group: str = ""
    date: str = ""
    format: str = ""


class RecordFacts(NamedTuple):
    """What was gathered of one text. Its bytes begin with the version that packed them; others are refused.

    Attributes:
        id: that of the text.
        group: its source: that of the text, or what its id says before the last slash.
        findings: what is found in the text alone, and what it suppresses (`own_findings`).
        language: the two-letter code of its language; empty if nobody can tell it.
        sketch: for comparing copies, and sources; empty if no rule asks for it (`sketch_of`).
        lines: the fingerprints of its lines, likewise (`lines_of`).
        names: who is named in it, likewise (`names_of`).
    """

    id: str
    group: str
    findings: bytes
    language: str = ""
    sketch: bytes = b""
    lines: bytes = b""
    names: bytes = b""


class OtherVersion(ValueError):
    """Facts were gathered by another version of copydesk; the message says which, and what to do."""


def pack_facts(facts: Any) -> bytes:
    """Return a sketch, lines or names as bytes that say which version they are of."""
    return _head() + pack_exactly(facts, _TYPES)


def sketch_of(packed: bytes) -> Sketch:
    """Return the sketch that was packed.

    Raises:
        OtherVersion: another version has packed it.
    """
    sketch: Sketch = _unpacked(packed)
    return sketch


def lines_of(packed: bytes) -> Lines:
    """Return the lines that were packed. Raises OtherVersion as above."""
    lines: Lines = _unpacked(packed)
    return lines


def names_of(packed: bytes) -> NameFacts:
    """Return the names that were packed. Raises OtherVersion as above."""
    names: NameFacts = _unpacked(packed)
    return names


def pack_findings(findings: tuple[Finding, ...], suppressions: tuple[Suppression, ...] = ()) -> bytes:
    """Return findings and suppressions as bytes."""
    return _head() + pack([list(map(finding_row, findings)), list(map(suppression_row, suppressions))])


def own_findings(packed: bytes) -> tuple[tuple[Finding, ...], tuple[Suppression, ...]]:
    """Return the findings and suppressions that were packed. Raises OtherVersion as above."""
    findings, suppressions = unpack(_content(packed))
    return tuple(map(finding_of_row, findings)), tuple(map(suppression_of_row, suppressions))


def _unpacked(packed: bytes) -> Any:
    return unpack_exactly(_content(packed), _TYPES)


def _content(packed: bytes) -> bytes:
    head = _head()
    if not packed.startswith(head):
        found = packed.partition(_END)[0][:40].decode("utf-8", "backslashreplace")
        raise OtherVersion(
            f"these facts were gathered by “{found}”, and this is “{head[:-1].decode()}”: gather those of all texts"
            " with the same version"
        )
    return packed[len(head) :]


_END = b"\n"


@cache
def _head() -> bytes:
    from copydesk.support.persistence.own_metadata import own_version

    return f"copydesk {own_version()} facts {_FORM}".encode() + _END
