"""Quotations held to what the witnesses quote, or, of a source, to all it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.reading.attributions import Attribution
from copydesk.reading.language import STOP_WORDS
from copydesk.reading.word_diff import Hunk, Match, find_words, match_words, windows
from copydesk.reading.wording import EDIT, GAP, Word, forms_of, read_wording
from copydesk.stories.article import Article
from copydesk.stories.identity import cached
from copydesk.stories.readings import Answer, Clash, Difference, Held, clashes_of
from copydesk.stories.story import Member, Story

MIN_WORDS = 4
"""Fewer quoted words are a term, a title or a nickname more often than what somebody said."""

_BREAK = "¶"
"""The form of the place between two quotations, when they are read as one stream."""

_ENOUGH = 0.55
_ENOUGH_SHORT = 0.7
"""Share of a quotation's words that must have an equal counterpart in order for the two to be the same utterance."""

_SMALL = STOP_WORDS["en"] | {"is", "am", "been", "were", "being", "does", "did", "really", "very", "just", "going", "get"}
_NEGATIONS = frozenset(["not", "never", "no", "nor", "neither", "hardly", "none", "nothing", "nobody", "without"])


class Stream(NamedTuple):
    """Words in order, the same joined by spaces, and where each of them stands."""

    words: list[Word]
    forms: list[str]
    joined: str
    places: dict[str, list[int]]


class QuotedSentence(NamedTuple):
    """A sentence, or the part of one, that stands in quotation marks."""

    start: int
    end: int
    words: list[Word]
    attribution: Attribution
    capital: bool


def hold_quotations(story: Story) -> list[tuple[Held, QuotedSentence]]:
    """Every quoted sentence of every member, with what its witnesses have for it."""
    held = []
    for member, witnesses in story.witnesses():
        for quoted in quoted_sentences(member.facts):
            if len(quoted.words) < MIN_WORDS:
                continue
            answers = [
                answer for witness in witnesses if (answer := _answer(quoted, witness, whole=bool(story.sources)))
            ]
            held.append((Held(member, quoted.start, quoted.end, tuple(answers)), quoted))
    return held


@cached
def quoted_sentences(article: Article) -> tuple[QuotedSentence, ...]:
    """What an article quotes, sentence by sentence."""
    return tuple(_quoted_sentences(article))


def _quoted_sentences(article: Article) -> Iterator[QuotedSentence]:
    starts = [sentence.start for sentence in article.sentences]
    for attribution in article.attributions:
        start, end, _ = attribution.quotation
        first = max(0, bisect_right(starts, start) - 1)
        for sentence in article.sentences[first : bisect_left(starts, end)]:
            at, to = max(start, sentence.start), min(end, sentence.end)
            if at < to and (words := read_wording(article.text, at, to)):
                yield QuotedSentence(words[0].start, words[-1].end, words, attribution, article.text[words[0].start].isupper())


@cached
def _quoted_stream(article: Article) -> Stream:
    words: list[Word] = []
    for quoted in quoted_sentences(article):
        if words:
            words.append(Word(words[-1].end, words[-1].end, _BREAK))
        words += quoted.words
    return stream(words)


@cached
def _whole_stream(article: Article) -> Stream:
    return stream(read_wording(article.text, 0, len(article.text)))


def stream(words: list[Word]) -> Stream:
    """Words made ready to be searched."""
    forms = forms_of(words)
    places: dict[str, list[int]] = {}
    for index, form in enumerate(forms):
        places.setdefault(form, []).append(index)
    return Stream(words, forms, f" {' '.join(forms)} ", places)


def _answer(quoted: QuotedSentence, witness: Member, *, whole: bool) -> Answer | None:
    """What a witness has for a quoted sentence: the same, or the nearest to it; None if it has nothing like it."""
    theirs = _whole_stream(witness.facts) if whole else _quoted_stream(witness.facts)
    forms = forms_of(quoted.words)
    if exact := find_words(forms, theirs.forms, theirs.joined):
        clashes = _lost_negation(quoted, witness.facts, theirs, exact[0]) if whole else ()
        return _answer_at(quoted, witness, theirs, exact, (), clashes)
    best: tuple[Match, int] | None = None
    for start, end in windows(forms, theirs.places, len(theirs.forms)):
        match = match_words(forms, theirs.forms[start:end])
        if best is None or match.equal > best[0].equal:
            best = match, start
    if best is None:
        return None
    match, offset = best
    hunks = [Hunk(h.first, h.last, h.their_first + offset, h.their_last + offset) for h in match.hunks]
    first, last = 0, len(forms)
    if not whole:
        hunks, first, last = _trimmed(forms, theirs, hunks)
    if not _is_same_utterance(forms[first:last], match.equal, hunks):
        return None
    return _answer_at(quoted, witness, theirs, (match.start + offset, match.end + offset), hunks, (), first, last)


def _answer_at(
    quoted: QuotedSentence,
    witness: Member,
    theirs: Stream,
    place: tuple[int, int],
    hunks: Sequence[Hunk],
    clashes: tuple[Clash, ...] = (),
    first: int = 0,
    last: int | None = None,
) -> Answer:
    words = quoted.words[first:last]
    start, end = place
    return Answer(
        witness,
        words[0].start,
        words[-1].end,
        theirs.words[start].start,
        theirs.words[max(start, end - 1)].end,
        clashes or clashes_of(quoted.words, theirs.words, hunks),
    )


def _trimmed(forms: Sequence[str], theirs: Stream, hunks: list[Hunk]) -> tuple[list[Hunk], int, int]:
    """Hunks without those where either copy merely quotes less; and the words of ours that are left to compare."""
    first, last = 0, len(forms)
    kept = []
    for hunk in hunks:
        crosses = _BREAK in theirs.forms[hunk.their_first : hunk.their_last]
        nothing = hunk.their_first == hunk.their_last
        if hunk.first == 0 and (nothing or crosses):
            first = hunk.last
        elif hunk.last == len(forms) and (nothing or crosses):
            last = hunk.first
        elif theirs.forms[hunk.their_first : hunk.their_last] != [_BREAK] or hunk.first < hunk.last:
            kept.append(hunk)
    return kept, first, max(last, first + 1)


def _is_same_utterance(forms: Sequence[str], equal: int, hunks: Sequence[Hunk]) -> bool:
    counted = [form for form in forms if form not in (GAP, EDIT)]
    if len(counted) < MIN_WORDS:
        return False
    changed = {index for hunk in hunks for index in range(hunk.first, hunk.last)}
    weighty = sum(form not in _SMALL for index, form in enumerate(forms) if index not in changed)
    share = equal / len(counted)
    return share >= (_ENOUGH if len(counted) > 7 else _ENOUGH_SHORT) and weighty >= (3 if len(counted) > 7 else 1)


def _lost_negation(quoted: QuotedSentence, source: Article, theirs: Stream, start: int) -> tuple[Clash, ...]:
    """Words that stand in a source as quoted, but right after a negation that is left out: “Not all of it is lost”."""
    if not start or theirs.forms[start - 1] not in _NEGATIONS:
        return ()
    negation, word = theirs.words[start - 1], theirs.words[start]
    opens = quoted.start - quoted.attribution.quotation.start <= 2
    between = source.text[negation.end : word.start]
    if not opens or not quoted.capital or any(mark in between for mark in ".!?,;:“”\""):
        return ()
    return (Clash(quoted.words[0].start, quoted.words[0].end, negation.start, word.end),)


def drops_negation(difference: Difference) -> str:
    """What to add to the message where one side has a negation and the other has none; else nothing."""
    ours = _has_negation(difference.ours)
    theirs = _has_negation(difference.readings[0].text)
    return "" if ours == theirs else ": a negation is lost" if theirs else ": a negation is added"


def _has_negation(text: str) -> bool:
    return any(word.form in _NEGATIONS for word in read_wording(text, 0, len(text)))
