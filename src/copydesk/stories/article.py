"""What of an article takes part in comparing it: all that leaves a worker for the rules of the scope "story"."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from copydesk.document import Document
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.reading.boilerplate.chrome import is_sentence
from copydesk.reading.dates.mentions import DateMention
from copydesk.reading.names.records import Name
from copydesk.reading.quotes.attributions import Attribution

RUN = 5
"""How many words a run has. Five in a row, of which not all are small words, seldom meet by chance."""

RUN_BYTES = 4
"""What the hash of a run takes, packed."""

_CHROME = 0.5
_LONG_WORD = 6
_MARKS = "\0\ufffc.,;:!?\"'“”„‘’«»()[]*_-–—…/"
_OUTSIDE = ("chrome", "table", "caption")


class Article(NamedTuple):
    """The facts of one article. Offsets are those of the document, in code points.

    Attributes:
        text: the document's text, markup filled.
        sentences: those of the article itself; page chrome is left out.
        attributions: its quotations, with their speakers if the document is held to a source or is one.
        packed_runs, packed_ends: what `runs` and `run_ends` give, in simple types that every cache can keep.
        quotes: hashes of whole quotations of six words and more.
        people: full names of people, in lower case.
        date: the article's own date, ISO 8601, if it tells.
        story: the key that its front matter gives, if any; articles of one key are one story.
        sources: what its front matter declares as sources, as written.
    """

    text: str
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]
    dates: tuple[DateMention, ...]
    packed_runs: bytes
    packed_ends: bytes
    quotes: tuple[int, ...]
    people: frozenset[str]
    date: str | None = None
    story: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def runs(self) -> memoryview[int]:
        """Hashes of the runs of five words inside sentences that begin with a long word, sentence by sentence."""
        return memoryview(self.packed_runs).cast("I")

    @property
    def run_ends(self) -> memoryview[int]:
        """For each sentence, how many runs there are up to its end."""
        return memoryview(self.packed_ends).cast("I")


def read_article(doc: Document) -> Article:
    """Gather the facts; shared by all rules that ask for them."""
    return doc.once(_gather)


def _gather(doc: Document) -> Article:
    inside = [
        block
        for block, share in zip(doc.blocks, _chrome(doc), strict=True)
        if share <= _CHROME and block.place not in _OUTSIDE
    ]
    sentences = _inside(doc.sentences, inside)
    runs, run_ends = array("I"), array("I")
    plain = _plain(doc.text)
    for start, end in sentences:
        runs.extend(_runs(plain[start:end].split()))
        run_ends.append(len(runs))
    attributions = tuple(each for each in _attributions(doc) if _holds(inside, each.quotation.start))
    quotes = {_quote_id(plain[each.quotation.start : each.quotation.end]) for each in attributions} - {0}
    return Article(
        doc.text,
        tuple(sentences),
        attributions,
        doc.names,
        tuple(each for each in doc.dates if _holds(inside, each.start)),
        runs.tobytes(),
        run_ends.tobytes(),
        tuple(sorted(quotes)),
        frozenset(name.name.lower() for name in doc.names if name.kind == "person" and " " in name.name),
        doc.dateline.value.isoformat() if doc.dateline else None,
        _text(doc.meta.get("story")),
        _texts(doc.meta.get("sources")),
    )


def _chrome(doc: Document) -> Sequence[float]:
    """How sure each block is to be chrome. Of a headline and its paragraphs the page need not be read."""
    lines = sum(not is_sentence(doc.text, block) for block in doc.blocks)
    return doc.page.chrome if lines > 1 else (0.0,) * len(doc.blocks)


def _attributions(doc: Document) -> Iterable[Attribution]:
    """The quotations, and who says them if that will be asked: only copies that are held to a source are."""
    if doc.is_held:
        return doc.attributions
    return (Attribution(quotation, None, None, None) for quotation in doc.quotations.spans)


def _inside(spans: list[Span], blocks: list[Block]) -> list[Span]:
    kept, following = [], iter(blocks)
    block = next(following, None)
    for span in spans:
        while block and block.end <= span.start:
            block = next(following, None)
        if block is None:
            break
        if span.start >= block.start:
            kept.append(span)
    return kept


def _holds(blocks: list[Block], offset: int) -> bool:
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return index >= 0 and offset < blocks[index].end


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


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, (str, int)) and str(value).strip() else None


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    texts = [text for each in values for text in (_named(each) if isinstance(each, dict) else [each])]
    return tuple(each for each in texts if isinstance(each, str) and each.strip())


def _named(source: Mapping[object, object]) -> list[object]:
    """What a source with a title, a date and the like is to be found by: its addresses, or else all it says."""
    values = list(source.values())
    return [each for each in values if isinstance(each, str) and "://" in each] or values
