"""quotes/two-speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.analysis.quotes.attributions import Attribution
from copydesk.analysis.quotes.repeats import words_of
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import Count, rule
from copydesk.support.patterns import compile_later

_APPOSITION = compile_later(r"\0*,[\s\0]+([A-Z][\w.'’-]*(?:[\s\0]+[A-Z][\w'’-]+)+)")
"""The name behind a role: “the inspector, Ruth Amdahl”."""

_NO_NAMES = frozenset(
    "he she they one another someone somebody anyone anybody everyone everybody many most some others".split()
)
"""Pronouns that begin a sentence as a name does."""


@rule()
def two_speakers(doc: Document, *, least_words: Count = 6) -> Iterator[Flag]:
    """The same words are given to two people.

    One of the two attributions is wrong. Only people called by name are compared.

    `least_words`: how many words a quotation must have; short phrases are common property.

    Bad: “We waited two hours in the rain,” said Marta Lindqvist. ¶ “We waited two hours in the rain,” said Ole Brandt.
    Good: “We waited two hours in the rain,” said Marta Lindqvist. ¶ “We waited two hours in the rain,” Lindqvist said.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if len(doc.quotations.spans) < 2:
        return
    openings = Counter(_opening(doc, start) for start, *_ in doc.quotations.spans)
    if openings.most_common(1)[0][1] < 2:
        return
    said: dict[tuple[str, ...], Attribution] = {}
    for attribution in doc.attributions:
        if openings[_opening(doc, attribution.quotation.start)] < 2:
            continue
        words = tuple(word.text for word in words_of(doc.text, attribution.quotation))
        if len(words) < least_words:
            continue
        if introduced := _introduced_by(doc, attribution.quotation.start):
            attribution = attribution._replace(speaker=introduced[0], name=introduced[1], inherited=False)
        if attribution.speaker is None or attribution.inherited:
            continue
        first = said.setdefault(words, attribution)
        if first is attribution or first.speaker is None:
            continue
        if doc.block_at(first.quotation.start) is doc.block_at(attribution.quotation.start):
            continue  # an oath or a chant, which one after the other says
        one, other = _name(doc, first), _name(doc, attribution)
        if one and other and not set(one.lower().split()) & set(other.lower().split()):
            related = (Related(*first.speaker, f"given to {one} here"),)
            start = min(attribution.quotation.start, attribution.speaker.start)
            end = max(attribution.quotation.end, attribution.speaker.end)
            yield Flag(
                start,
                end,
                f"the same words are given to {one} before, and to {other} here",
                related=related,
            )


def _opening(doc: Document, start: int) -> str:
    """Return how a quotation begins; equal quotations begin alike, with a capital or without."""
    return doc.text[start + 1 : start + 13].lower()


def _introduced_by(doc: Document, start: int) -> tuple[Span, str] | None:
    """Return the only name between the sentence's start and a quotation that it leads up to: As Brandt put it, “…”."""
    block = doc.block_at(start)
    if block is None:
        return None
    begin = max(block.start, doc.sentence_at(start).start)
    if start - begin > _LEAD or not doc.text[begin:start].rstrip(" \0\n").endswith((":", ",")):
        return None  # a clause of its own, which may be of anybody
    found = [
        (Span(mention.start, mention.end), name.name)
        for name in doc.names
        for mention in name.mentions
        if begin <= mention.start and mention.end <= start
    ]
    if len(found) != 1 or _SPOKEN_OF.search(doc.text, begin, found[0][0].start):
        return None
    return found[0]


_LEAD = 60
_SPOKEN_OF = compile_later(
    r"(?<!\w)(?i:about|on|to|against|über|an|zu|sur|à|sobre|su|over|om|till|til|o|do)[\s\0]+\Z"
)
"""What stands before somebody who is spoken of or spoken to: Mayor on Brandt: “…”."""


def _name(doc: Document, attribution: Attribution) -> str:
    """The speaker's name; empty for a pronoun or a role."""
    if attribution.name:
        return attribution.name
    speaker = doc.text[slice(*attribution.speaker or (0, 0))].replace("\0", "")
    words = speaker.split(",")[0].split()
    if words and all(word[0].isupper() for word in words) and words[0].lower() not in _NO_NAMES:
        return " ".join(words)
    after = _APPOSITION.match(doc.text, attribution.speaker.end) if attribution.speaker else None
    return " ".join(after[1].replace("\0", "").split()) if after else ""
