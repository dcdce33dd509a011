"""Doubtful speakers: tell when a source does not say that a quotation is by the person whom the article names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copydesk.analysis.quotes.attributions import Attribution
from copydesk.findings import Extended, Span, is_inside
from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_speakers import are_two, named_speaker


def doubt_about_speaker(
    article: Article, attribution: Attribution, found: Iterable[tuple[Article, int, int]]
) -> str:
    """Return why a source leaves open whether the speaker of a quotation is the one that an article names; empty if
    there is no doubt, or the article names nobody.

    Args:
        article: the article.
        attribution: the quotation in it.
        found: where sources have the quotation: their articles, and offsets in them.
    """
    ours = named_speaker(article, attribution._replace(inherited=False))
    if ours is None:
        return ""
    doubts = [_doubt(ours.name, source, Span(start, end)) for source, start, end in found]
    return doubts[0] if doubts and all(doubts) else ""


def _doubt(name: str, source: Article, place: Span) -> str:
    said = next((each for each in source.attributions if _overlap(each.quotation, place)), None)
    if said is None or _is_named(name, _around(source, said)):
        return ""
    theirs = named_speaker(source, said._replace(inherited=False))
    if theirs:
        return f"in the source {theirs.name} says it" if are_two(name, theirs.name) else ""
    if said.speaker is None:
        return "" if _is_named(name, source.text) else f"the source does not name {name}"
    return _doubt_about_pronoun(name, source, said, said.speaker)


def _doubt_about_pronoun(name: str, source: Article, said: Attribution, speaker: Span) -> str:
    """Return why “she” in a source may be somebody else; empty if the sentence before names the speaker alone."""
    beside = [each for each in source.sentences if _overlap(each, speaker)]
    if any(_is_named(name, source.text[slice(*each)]) for each in beside):
        return ""
    word = " ".join(source.text[slice(*speaker)].replace("\0", "").split())
    only = f"the source says only “{word}”"
    for stretches in _sentences_before(source, min(speaker.start, said.quotation.start)):
        people = [
            each.name
            for each in source.names
            if each.kind == "person" and any(is_inside(stretches, mention.start) for mention in each.mentions)
        ]
        others = [each for each in people if are_two(name, each)]
        if any(_is_named(name, source.text[slice(*each)]) for each in stretches) or len(others) < len(people):
            return f"{only}, and may mean {' or '.join(others)}" if others else ""
        if others:
            return f"{only}, and names {' and '.join(others)} last before it"
    return f"{only}, and does not name {name} before it"


def _sentences_before(source: Article, offset: int) -> Iterator[Sequence[Span]]:
    """Yield the sentences up to an offset, the last one first, each in stretches without what is quoted."""
    quotations = [each.quotation for each in source.attributions]
    for sentence in reversed(source.sentences):
        if sentence.start >= offset:
            continue
        at, end = sentence.start, min(sentence.end, offset)
        stretches = []
        for quotation in quotations:
            if quotation.start < end and at < quotation.end:
                stretches.append(Span(at, max(at, quotation.start)))
                at = max(at, quotation.end)
        yield [*stretches, Span(min(at, end), end)]


def _around(source: Article, said: Attribution) -> str:
    """Return the sentences that hold a quotation."""
    around = [each for each in source.sentences if _overlap(each, said.quotation)]
    return source.text[around[0].start : around[-1].end] if around else ""


def _is_named(name: str, text: str) -> bool:
    return name.split()[-1] in text


def _overlap(one: Extended, other: Extended) -> bool:
    return one.start < other.end and other.start < one.end
