"""Quotations held to what the witnesses quote, or, of a source, to all it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.compiled import compile_later
from copydesk.reading.quotes.attributions import Attribution
from copydesk.reading.word_diff import Hunk, Match, find_words, match_words, windows
from copydesk.reading.wording import BREAK, EDIT, GAP, SMALL_WORDS, Word, forms_of, read_wording
from copydesk.stories.article import Article, once
from copydesk.stories.readings import Answer, Clash, Difference, Held, clashes_of
from copydesk.stories.story import Member, Story

MIN_WORDS = 4
"""Fewer quoted words are a term, a title or a nickname more often than what somebody said."""

_ENOUGH = 0.55
_ENOUGH_SHORT = 0.7
_ENOUGH_NEXT = 0.5
_ENOUGH_OF_LONGER = 0.42
"""Share of a quotation's words that must have an equal counterpart for two to be one utterance: of long ones,
of short ones, of those that come next after one that has been found, and of the longer of two."""

_SHORT = 7
_MANY = 3
_LONGEST_AT_EDGE = 4
_LONGEST_ACROSS = 3
_JOIN = 3

_STOP = compile_later(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?]['’\0]*\s+(?=['‘\0]*[^\W\d_a-z])")

_NEGATIONS = frozenset(
    ["not", "never", "no", "nor", "neither", "hardly", "none", "nothing", "nobody", "without"]
)


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
        ends: dict[str, int] = {}  # where in a witness the answer to the sentence before ended
        attribution = None
        for quoted in quoted_sentences(member.facts):
            if quoted.attribution is not attribution:
                ends, attribution = {}, quoted.attribution
            answers = []
            if len(quoted.words) >= MIN_WORDS:
                for witness in witnesses:
                    found = _answer(quoted, witness, ends.pop(witness.path, None), whole=bool(story.sources))
                    if found:
                        answers.append(found[0])
                        ends[witness.path] = found[1]
                held.append((Held(member, quoted.start, quoted.end, tuple(answers)), quoted))
    return held


@once
def quoted_sentences(article: Article) -> tuple[QuotedSentence, ...]:
    """What an article quotes, sentence by sentence."""
    return tuple(_quoted_sentences(article))


def _quoted_sentences(article: Article) -> Iterator[QuotedSentence]:
    starts = [sentence.start for sentence in article.sentences]
    for attribution in article.attributions:
        start, end, _ = attribution.quotation
        first = max(0, bisect_right(starts, start) - 1)
        for sentence in article.sentences[first : bisect_left(starts, end)]:
            for at, to in _split(article.text, max(start, sentence.start), min(end, sentence.end)):
                if not (words := read_wording(article.text, at, to)):
                    continue
                yield QuotedSentence(
                    words[0].start, words[-1].end, words, attribution, article.text[words[0].start].isupper()
                )


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences inside a quotation, which sentence splitters take for one."""
    for match in _STOP.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


@once
def _quoted_stream(article: Article) -> Stream:
    words: list[Word] = []
    for quoted in quoted_sentences(article):
        if words:
            words.append(Word(words[-1].end, words[-1].end, BREAK))
        words += quoted.words
    return stream(words)


@once
def _whole_stream(article: Article) -> Stream:
    return stream(read_wording(article.text, 0, len(article.text)))


def stream(words: list[Word]) -> Stream:
    """Words made ready to be searched."""
    forms = forms_of(words)
    places: dict[str, list[int]] = {}
    for index, form in enumerate(forms):
        places.setdefault(form, []).append(index)
    return Stream(words, forms, f" {' '.join(forms)} ", places)


def _answer(
    quoted: QuotedSentence, witness: Member, after: int | None, *, whole: bool
) -> tuple[Answer, int] | None:
    """What a witness has for a quoted sentence, the same or the nearest to it, and the index of its word behind that.

    None if it has nothing like it. A sentence right `after` the answer to the one before may be less alike.
    """
    theirs = _whole_stream(witness.facts) if whole else _quoted_stream(witness.facts)
    words, forms = quoted.words, forms_of(quoted.words)
    if exact := find_words(forms, theirs.forms, theirs.joined):
        start, end = exact
        clashes = _lost_negation(quoted, witness.facts, theirs, start) if whole else ()
        return _answer_at(words, witness, theirs.words[start:end], clashes), end
    candidates = windows(forms, theirs.places, len(theirs.forms))
    if after is not None:
        candidates.append((after, min(len(theirs.forms), after + len(forms) + 4)))
    best: tuple[Match, int] | None = None
    known = set(forms)
    for start, end in candidates:
        if len(known.intersection(theirs.forms[start:end])) < _ENOUGH_NEXT * len(known):
            continue
        match = match_words(forms, theirs.forms[start:end])
        if best is None or match.equal > best[0].equal:
            best = match, start
    if best is None or best[0].start == best[0].end:
        return None
    match, offset = best
    start, end = match.start + offset, match.end + offset
    hunks = [Hunk(h.first, h.last, h.their_first + offset, h.their_last + offset) for h in match.hunks]
    first, last = 0, len(forms)
    if not whole:
        hunks, first, last = _trimmed(quoted, theirs, hunks)
    follows = after is not None and 0 <= start - after <= 2
    if not _is_same_utterance(forms, first, last, match, hunks, follows=follows):
        return None
    clashes = clashes_of(words, theirs.words, hunks, join=_JOIN)
    return _answer_at(words[first:last], witness, theirs.words[start:end], clashes), end


def _answer_at(
    ours: Sequence[Word], witness: Member, theirs: Sequence[Word], clashes: tuple[Clash, ...]
) -> Answer:
    return Answer(witness, ours[0].start, ours[-1].end, theirs[0].start, theirs[-1].end, clashes)


def _trimmed(quoted: QuotedSentence, theirs: Stream, hunks: list[Hunk]) -> tuple[list[Hunk], int, int]:
    """Hunks without those where either copy merely quotes less; and the words of ours that are left to compare."""
    first, last = 0, len(quoted.words)
    kept = []
    for hunk in hunks:
        their_forms = theirs.forms[hunk.their_first : hunk.their_last]
        ours, others = hunk.last - hunk.first, len(their_forms) - their_forms.count(BREAK)
        # What one quotes in one go the other may interrupt, and then leave out what it likes.
        crosses = BREAK in their_forms
        parts = crosses and (ours != others or ours > _LONGEST_ACROSS)
        if hunk.first == 0 and (parts or _begins_elsewhere(quoted, theirs, hunk)):
            first = hunk.last
        elif hunk.last == len(quoted.words) and (parts or _ends_elsewhere(theirs, hunk)):
            last = hunk.first
        elif not parts and (ours or not crosses):
            kept.append(hunk)
    return kept, first, max(last, first + 1)


def _begins_elsewhere(quoted: QuotedSentence, theirs: Stream, hunk: Hunk) -> bool:
    """Whether our first words answer nothing: theirs begins later, or in the middle of a sentence that ours begins."""
    size = max(hunk.last - hunk.first, hunk.their_last - hunk.their_first)
    begins = hunk.their_first == 0 or theirs.forms[hunk.their_first - 1] == BREAK
    return hunk.their_first == hunk.their_last or size > _LONGEST_AT_EDGE or (quoted.capital and not begins)


def _ends_elsewhere(theirs: Stream, hunk: Hunk) -> bool:
    """Whether our last words answer nothing: theirs ends earlier, or goes on with other words."""
    size = max(hunk.last - hunk.first, hunk.their_last - hunk.their_first)
    ends = hunk.their_last == len(theirs.forms) or theirs.forms[hunk.their_last] == BREAK
    return hunk.their_first == hunk.their_last or size > (_LONGEST_AT_EDGE if ends else 1)


def _is_same_utterance(
    forms: Sequence[str], first: int, last: int, match: Match, hunks: Sequence[Hunk], *, follows: bool
) -> bool:
    """Whether enough of our words `first` to `last` have equal counterparts, weighty ones among them."""
    counted = sum(form not in (GAP, EDIT) for form in forms[first:last])
    if counted < MIN_WORDS:
        return False
    # Where theirs is the shorter, its words must be there; but half of ours too.
    share = match.equal / max(MIN_WORDS, min(counted, match.end - match.start))
    if match.equal < _ENOUGH_OF_LONGER * counted:
        return False
    if follows:
        return share >= _ENOUGH_NEXT
    changed = {index for hunk in hunks for index in range(hunk.first, hunk.last)}
    weighty = sum(forms[index] not in SMALL_WORDS for index in range(first, last) if index not in changed)
    if 2 * (last - first) < len(forms) and (counted <= _SHORT or weighty < _MANY):
        return False
    if counted <= _SHORT:
        return share >= _ENOUGH_SHORT and weighty >= 1
    return weighty >= 2 and share >= (_ENOUGH if weighty < _MANY else _ENOUGH_NEXT)


def _lost_negation(quoted: QuotedSentence, source: Article, theirs: Stream, start: int) -> tuple[Clash, ...]:
    """Words that a source has as quoted, but right after a negation that is left out: “Not all of it is lost”."""
    if not start or theirs.forms[start - 1] not in _NEGATIONS:
        return ()
    negation, word = theirs.words[start - 1], theirs.words[start]
    opens = quoted.start - quoted.attribution.quotation.start <= 2
    between = source.text[negation.end : word.start]
    if not opens or not quoted.capital or any(mark in between for mark in '.!?,;:“”"'):
        return ()
    return (Clash(quoted.words[0].start, quoted.words[0].end, negation.start, word.end),)


def has_quotation(article: Article, quoted: QuotedSentence) -> bool:
    """Whether an article has these words exactly, quoted or not."""
    theirs = _whole_stream(article)
    return find_words(forms_of(quoted.words), theirs.forms, theirs.joined) is not None


def drops_negation(difference: Difference) -> str:
    """What to add to the message where one side has a negation and the other has none; else nothing."""
    ours = _has_negation(difference.ours)
    theirs = _has_negation(difference.readings[0].text)
    return "" if ours == theirs else ": a negation is lost" if theirs else ": a negation is added"


def _has_negation(text: str) -> bool:
    return any(word.form in _NEGATIONS for word in read_wording(text, 0, len(text)))
