"""Name facts: who is named in full in one article, and where; a few hundred bytes, so that archives fit into memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from copydesk.analysis.names.named_entities import Name
from copydesk.document import Document
from copydesk.findings import Span
from copydesk.formats.parsed import MARKUP

_Mention = tuple[int, int, int, int]
_NUMBERS = 4
"""So many numbers are packed for each mention."""


class NamedPerson(NamedTuple):
    """A person as one article names them in full, in one spelling.

    Attributes:
        name: the words with one space between them, initials inside left out.
        given, surname: where its first and its last word stand, in full names and alone, in order.
        start, end: of the first mention in full, in code points.
        times: how often this spelling stands in the article in full.
    """

    name: str
    given: tuple[Span, ...]
    surname: tuple[Span, ...]
    start: int
    end: int
    times: int


class NameFacts(NamedTuple):
    """The people of one article.

    Attributes:
        article: the article's name in its project, with a number if its file holds several.
        language: its two-letter code; empty if nobody can tell it.
        date: its own date (ISO 8601); empty if it says none.
        names: all spellings, one a line, in the order of their first mention.
        places: for each of them the number of its mentions, and of each mention the ends of both words, one of which is
            empty where the other stands alone; numbers of four bytes.
    """

    article: str
    language: str
    date: str
    names: str
    places: bytes

    def people(self) -> Iterator[NamedPerson]:
        """Yield the people, each spelling once."""
        numbers = iter(memoryview(self.places).cast("I"))
        for name in self.spellings:
            mentions = [tuple(islice(numbers, _NUMBERS)) for _ in range(next(numbers))]
            given = tuple(Span(start, end) for start, end, _, _ in mentions if start < end)
            surname = tuple(Span(start, end) for _, _, start, end in mentions if start < end)
            full = [each for each in mentions if each[0] < each[1] and each[2] < each[3]]
            yield NamedPerson(name, given, surname, full[0][0], full[0][3], len(full))

    @property
    def spellings(self) -> list[str]:
        """Return all spellings, each once."""
        return self.names.split("\n") if self.names else []


def gather_names(document: Document) -> NameFacts:
    """Return who is named in full in a document. A spelling that the document itself puts in doubt is left out."""
    found: dict[str, list[_Mention]] = {}
    for named in document.names:
        if named.kind == "person":
            places = list(_undoubted(named))
            own = _full_mentions(document.text, places)
            for place in places:
                word = _spelled(document.text[place.start : place.end])
                if " " not in word and (spelling := next((each for each in own if word in each.split()), "")):
                    own[spelling].append(_lone_mention(place, is_given=spelling.startswith(f"{word} ")))
            for spelling, mentions in own.items():
                found.setdefault(spelling, []).extend(mentions)
    numbers = array("I")
    for mentions in found.values():
        numbers.append(len(mentions))
        numbers.extend(chain.from_iterable(sorted(mentions)))
    return NameFacts(
        document.project_path + (f"#{document.part}" if document.part else ""),
        document.language or "",
        document.dateline.value.isoformat() if document.dateline else "",
        "\n".join(found),
        numbers.tobytes(),
    )


def _full_mentions(text: str, places: Iterable[Span]) -> dict[str, list[_Mention]]:
    """Return the mentions in full, by spelling."""
    found: dict[str, list[_Mention]] = {}
    for start, end in places:
        words = text[start:end].split()
        if " " in (spelling := _spelled(text[start:end])):
            given, surname = words[0].rstrip(MARKUP), words[-1].lstrip(MARKUP)
            found.setdefault(spelling, []).append((start, start + len(given), end - len(surname), end))
    return found


def _lone_mention(place: Span, *, is_given: bool) -> _Mention:
    """Return the mention of a word that stands alone, a given name or a surname."""
    start, end = place
    return (start, end, end, end) if is_given else (start, start, start, end)


def _undoubted(name: Name) -> Iterator[Span]:
    """Yield the mentions in which no word is spelled in doubt: these have a finding of their own."""
    doubtful = [place for variant in name.variants for place in variant.places]
    for mention in name.mentions:
        if not any(mention.start <= place.start < mention.end for place in doubtful):
            yield mention


def _spelled(written: str) -> str:
    """Return a name without initials inside and markup; both kinds of apostrophe and hyphen are one."""
    given, *others = written.replace(MARKUP, "").replace("’", "'").replace("‑", "-").split()
    return " ".join([given, *(word for word in others if not (len(word) == _INITIAL and word.endswith(".")))])


_INITIAL = 2
"""Letters of an initial, its full stop included."""
