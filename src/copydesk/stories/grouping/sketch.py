"""What leaves a worker of every article: enough to tell which articles are one story, in some hundred bytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zlib import crc32

from copydesk.analysis.boilerplate.provenance import Level
from copydesk.analysis.dates.notations.grammar import calendar_names
from copydesk.analysis.names.named_entities import Name
from copydesk.document import Document
from copydesk.stories.article import holds, own_blocks, own_date, own_sentences, story_key
from copydesk.stories.grouping.series import Edition, editions

RUN = 5
"""How many words a run has. Five in a row, of which not all are small words, seldom meet by chance."""

_LONG_WORD = 6
_MARKS = "\0\ufffc.,;:!?\"'“”„‘’«»()[]*_-–—…/"
_OFTEN = 3


class Sketch(NamedTuple):
    """An article in outline. Hashes and counts are 32-bit numbers, packed, which every cache can keep.

    Attributes:
        packed_runs, packed_ends, packed_quotes, packed_people: what the properties of these names give.
        hero: the person whom the article names most, if often; else empty.
        date: the article's own date, ISO 8601, if it tells.
        story: the key that its front matter gives, if any; articles of one key are one story.
        sources: what its front matter declares as sources, as written.
        editions: its names, by which editions of a series are told.
        is_own: whether it is the site's own text (see `Provenance`).
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

    @property
    def runs(self) -> memoryview[int]:
        """Hashes of the runs of five words inside sentences that begin with a long word, sentence by sentence."""
        return memoryview(self.packed_runs).cast("I")

    @property
    def run_ends(self) -> memoryview[int]:
        """For each sentence, how many runs there are up to its end."""
        return memoryview(self.packed_ends).cast("I")

    @property
    def quotes(self) -> memoryview[int]:
        """Hashes of whole quotations of six words and more, each once."""
        return memoryview(self.packed_quotes).cast("I")

    @property
    def people(self) -> memoryview[int]:
        """Hashes of the full names of people, each once."""
        return memoryview(self.packed_people).cast("I")


def read_sketch(doc: Document) -> Sketch:
    """Gather the outline; shared by all rules that ask for it."""
    return doc.once(_sketch)


def _sketch(doc: Document) -> Sketch:
    runs, run_ends = array("I"), array("I")
    plain = _plain(doc.text)
    for start, end in doc.once(own_sentences):
        runs.extend(_runs(plain[start:end].split()))
        run_ends.append(len(runs))
    blocks = doc.once(own_blocks)
    quotations = [each for each in doc.quotations.spans if holds(blocks, each.start)]
    quotes = {_quote_id(plain[start:end]) for start, end, *_ in quotations} - {0}
    people = [name for name in doc.names if name.kind == "person"]
    full_names = {
        crc32(name.name.lower().encode("utf-8", "surrogatepass")) for name in people if " " in name.name
    }
    return Sketch(
        runs.tobytes(),
        run_ends.tobytes(),
        _packed(quotes),
        _packed(full_names),
        _hero(people),
        own_date(doc),
        story_key(doc),
        _texts(doc.meta.get("sources")),
        editions(doc.path, doc.meta, calendar_names(doc.language)),
        doc.provenance.level is Level.OWN,
    )


def _packed(numbers: Iterable[int]) -> bytes:
    return array("I", sorted(numbers)).tobytes()


def _hero(people: list[Name]) -> str:
    often = [name for name in people if len(name.mentions) >= _OFTEN]
    return max(often, key=lambda name: len(name.mentions)).name if often else ""


def _plain(text: str) -> str:
    """The text in lower case, with spaces for punctuation; as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters become two
        lower = text
    for mark in _MARKS:
        lower = lower.replace(mark, " ")
    return lower


def _runs(words: list[str]) -> list[int]:
    """Hashes of the runs that begin with a long word: the words themselves choose them, so copies choose the same."""
    last = len(words) - RUN
    return [
        crc32(" ".join(words[index : index + RUN]).encode("utf-8", "surrogatepass"))
        for index, word in enumerate(words)
        if len(word) >= _LONG_WORD and index <= last
    ]


def _quote_id(quoted: str) -> int:
    words = quoted.split()
    return crc32(" ".join(words).encode("utf-8", "surrogatepass")) if len(words) > RUN else 0


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    texts = [text for each in values for text in (_named(each) if isinstance(each, dict) else [each])]
    # A number is looked for as well as a name: what cannot be found is said, what is passed over is not.
    return tuple(str(each) for each in texts if isinstance(each, (str, int, float)) and str(each).strip())


def _named(source: Mapping[object, object]) -> list[object]:
    """What a source with a title, a date and the like is to be found by: its addresses, or else all it says."""
    values = list(source.values())
    return [each for each in values if isinstance(each, str) and "://" in each] or values
