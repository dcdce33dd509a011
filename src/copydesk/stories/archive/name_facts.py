"""Name facts: who is named in full in one article, and where; a few hundred bytes, so that archives fit into memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.analysis.names.named_entities import Name
from copydesk.document import Document
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP

_NUMBERS = 5
"""So many numbers are packed for each name."""


class NamedPerson(NamedTuple):
    """A person as one article names them in full, in one spelling.

    Attributes:
        name: the words with one space between them, initials inside left out.
        given, surname: where its first and its last word stand, at the first mention in this spelling.
        times: how often this spelling stands in the article.
    """

    name: str
    given: Span
    surname: Span
    times: int


class NameFacts(NamedTuple):
    """The people of one article.

    Attributes:
        article: the article's name in its project, with a number if its file holds several.
        language: its two-letter code; empty if nobody can tell it.
        date: its own date (ISO 8601); empty if it says none.
        names: all spellings, one a line, in the order of their first mention.
        places: for each of them five numbers of four bytes: the ends of both spans, and how often it stands.
    """

    article: str
    language: str
    date: str
    names: str
    places: bytes

    def people(self) -> Iterator[NamedPerson]:
        """Yield the people, each spelling once."""
        numbers = memoryview(self.places).cast("I")
        for index, name in enumerate(self.spellings):
            at = _NUMBERS * index
            yield NamedPerson(
                name,
                Span(numbers[at], numbers[at + 1]),
                Span(numbers[at + 2], numbers[at + 3]),
                numbers[at + 4],
            )

    @property
    def spellings(self) -> list[str]:
        """Return all spellings, each once."""
        return self.names.split("\n") if self.names else []


def gather_names(document: Document) -> NameFacts:
    """Return who is named in full in a document. A spelling that the document itself puts in doubt is left out."""
    found: dict[str, list[Span]] = {}
    for named in document.names:
        if named.kind == "person":
            for place in _undoubted(named):
                words = _words(document.text[place.start : place.end])
                if len(words) > 1:
                    found.setdefault(" ".join(words), []).append(place)
    numbers = array("I")
    for places in found.values():
        written = document.text[places[0].start : places[0].end].split()
        given, surname = written[0].rstrip(MARKUP), written[-1].lstrip(MARKUP)
        start, end = places[0]
        numbers.extend((start, start + len(given), end - len(surname), end, len(places)))
    return NameFacts(
        document.project_path + (f"#{document.part}" if document.part else ""),
        document.language or "",
        document.dateline.value.isoformat() if document.dateline else "",
        "\n".join(found),
        numbers.tobytes(),
    )


def _undoubted(name: Name) -> Iterator[Span]:
    """Yield the mentions in which no word is spelled in doubt: these have a finding of their own."""
    doubtful = [place for variant in name.variants for place in variant.places]
    for mention in name.mentions:
        if not any(mention.start <= place.start < mention.end for place in doubtful):
            yield mention


def _words(written: str) -> list[str]:
    """Return the words of a name without initials inside; both kinds of apostrophe and hyphen are one."""
    given, *others = written.replace(MARKUP, "").replace("’", "'").replace("‑", "-").split()
    return [given, *(word for word in others if not (len(word) == _INITIAL and word.endswith(".")))]


_INITIAL = 2
"""Letters of an initial, its full stop included."""
