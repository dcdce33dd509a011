"""Sketch: a summary of an article in a kilobyte or two, enough to tell which articles are one story.

Sketches are all that workers send back of articles without findings.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from copydesk.analysis.dates.notations.grammar import calendar_names
from copydesk.analysis.names.named_entities import Name
from copydesk.document import Document
from copydesk.findings import is_inside
from copydesk.stories.article import own_blocks, own_date, own_sentences, story_key
from copydesk.stories.grouping.series import Edition, editions
from copydesk.support.persistence.hash_functions import blake2b

RUN = 5
"""How many words a run has. Two texts seldom share five words in a row by chance, unless all are small words."""

_LONG_WORD = 6
_MARKS = "\0\ufffc.,;:!?\"'“”„‘’«»()[]*_-–—…/"
_OFTEN = 3


class Sketch(NamedTuple):
    """A summary of an article. Hashes are signed 64-bit numbers (of ten million articles, some with 32 bits would have
    hashes in common by chance), counts 32-bit ones; they are packed, so that every cache can keep them.

    Attributes:
        packed_runs, packed_ends, packed_quotes, packed_people: the bytes of the properties `runs`, `run_ends`,
            `quotes` and `people`.
        hero: the person whom the article names most, if it names somebody often; else empty.
        date: the article's own date, ISO 8601; None if it is not known.
        story: the key `story` of its front matter, if any; articles with the same key are one story.
        sources: the sources that its front matter declares, as written.
        editions: its names, which show the editions of a series.
        is_own: whether the site wrote the article itself (see `Provenance`).
        names_empty_source: whether its front matter declares sources, and only empty texts as such.
    """

    packed_runs: bytes
    packed_ends: bytes
    packed_quotes: bytes
    packed_people: bytes
    hero: str = ""
    date: str | None = None
    story: str | None = None
    sources: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()
    is_own: bool = False
    names_empty_source: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is hardly anything in the article; there may be a short sentence, or a table."""
        return not (self.packed_runs or self.packed_quotes or self.packed_people)

    @property
    def runs(self) -> memoryview[int]:
        """Return hashes of the runs of five words that begin with a long word, sentence by sentence."""
        return memoryview(self.packed_runs).cast("q")

    @property
    def run_ends(self) -> memoryview[int]:
        """Return, for each sentence, the number of runs up to its end."""
        return memoryview(self.packed_ends).cast("I")

    @property
    def quotes(self) -> memoryview[int]:
        """Return hashes of whole quotations of six words and more, each once."""
        return memoryview(self.packed_quotes).cast("q")

    @property
    def people(self) -> memoryview[int]:
        """Return hashes of the full names of people, each once."""
        return memoryview(self.packed_people).cast("q")


def read_sketch(doc: Document) -> Sketch:
    """Return the sketch of a document; all rules of the scope "story" share it."""
    return doc.once(_sketch)


def _sketch(doc: Document) -> Sketch:
    runs: list[bytes] = []
    run_ends = array("I")
    plain = _plain(doc.text)
    for start, end in doc.once(own_sentences):
        runs += _runs(plain[start:end].split())
        run_ends.append(len(runs))
    blocks = doc.once(own_blocks)
    quotations = [each for each in doc.quotations.spans if is_inside(blocks, each.start)]
    quoted = (plain[start:end].split() for start, end, *_ in quotations)
    quotes = {_hash(" ".join(words)) for words in quoted if len(words) > RUN}
    people = [name for name in doc.names if name.kind == "person"]
    full_names = {_hash(name.name.lower()) for name in people if " " in name.name}
    declared = doc.meta.get("sources")
    sources = _texts(declared)
    return Sketch(
        b"".join(runs),
        run_ends.tobytes(),
        _packed(quotes),
        _packed(full_names),
        _hero(people),
        own_date(doc),
        story_key(doc),
        sources,
        editions(doc.path, doc.meta, calendar_names(doc.language)),
        doc.is_own,
        not sources and any(isinstance(each, str) for each in (declared, *_items(declared))),
    )


def _packed(hashes: Iterable[bytes]) -> bytes:
    return b"".join(sorted(hashes))


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _hero(people: list[Name]) -> str:
    often = [name for name in people if len(name.mentions) >= _OFTEN]
    return max(often, key=lambda name: len(name.mentions)).name if often else ""


def _plain(text: str) -> str:
    """Return the text in lower case, with spaces for punctuation; the length stays the same."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters become two
        lower = text
    for mark in _MARKS:
        lower = lower.replace(mark, " ")
    return lower


def _runs(words: list[str]) -> list[bytes]:
    """Return hashes of the runs that begin with a long word. The words themselves choose the runs, so copies choose
    the same.
    """
    last = len(words) - RUN
    return [
        _hash(" ".join(words[index : index + RUN]))
        for index, word in enumerate(words)
        if len(word) >= _LONG_WORD and index <= last
    ]


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts in a value, in their order, however deep in lists they are."""
    texts, pending = [], [value]
    while pending:
        each = pending.pop()
        if isinstance(each, Mapping):
            pending += reversed(_named(each))
        elif isinstance(each, (list, tuple, set)):
            pending += reversed(list(each))
        elif each is not None and str(each).strip():
            # Whatever else it is, it is searched like a name: a source that is not found gets reported.
            texts.append(str(each))
    return tuple(texts)


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, (list, tuple, set)) else ()


def _named(source: Mapping[object, object]) -> list[object]:
    """Return the values by which a source with title, date and so on is found: its addresses, or all but dates."""
    values = [each for each in source.values() if not isinstance(each, date)]
    return [each for each in values if isinstance(each, str) and "://" in each] or values
