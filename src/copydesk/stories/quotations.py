"""Quotations held to what the witnesses quote, or, of a source, to all it says."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.reading.word_diff import Hunk, Match, find_words, match_words, windows
from copydesk.reading.wording import Word, forms_of, read_wording
from copydesk.stories.article import Article
from copydesk.stories.names import is_respelled
from copydesk.stories.quoted import (
    MIN_WORDS,
    QuotedSentence,
    Stream,
    quoted_sentences,
    quoted_stream,
    sentences_around,
    whole_stream,
)
from copydesk.stories.readings import Answer, Clash, Difference, Held, clashes_of
from copydesk.stories.story import Member, Story
from copydesk.stories.utterances import Shared, is_same_utterance, shared_part

_JOIN = 3

_PROMISING = 0.5
"""Share of a quotation's different words that a stretch must have to be looked at."""

_NEGATIONS = frozenset(
    ["not", "never", "no", "nor", "neither", "hardly", "none", "nothing", "nobody", "without"]
)


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
                    found = _answer(
                        member.facts, quoted, witness, ends.pop(witness.path, None), whole=bool(story.sources)
                    )
                    if found:
                        answers.append(found[0])
                        ends[witness.path] = found[1]
                held.append((Held(member, quoted.start, quoted.end, tuple(answers)), quoted))
    return held


def _answer(
    quoting: Article, quoted: QuotedSentence, witness: Member, after: int | None, *, whole: bool
) -> tuple[Answer, int] | None:
    """What a witness has for a quoted sentence, the same or the nearest to it, and the index of its word behind that.

    None if it has nothing like it. A sentence right `after` the answer to the one before may be less alike.
    """
    theirs = whole_stream(witness.facts) if whole else quoted_stream(witness.facts)
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
        if len(known.intersection(theirs.forms[start:end])) < _PROMISING * len(known):
            continue
        match = match_words(forms, theirs.forms[start:end])
        if best is None or match.equal > best[0].equal:
            best = match, start
    if best is None or best[0].start == best[0].end:
        return None
    match = _moved(best[0], best[1])
    if whole:
        shared = Shared(0, len(forms), match.hunks)
    else:
        opening, closing = sentences_around(theirs, match.start, match.end)
        shared = shared_part(quoted, forms, theirs.forms[opening:closing], _moved(match, -opening))
        shared = shared._replace(hunks=_moved_hunks(shared.hunks, opening))
    follows = after is not None and 0 <= match.start - after <= 2
    if not is_same_utterance(quoted, forms, shared, match, follows=follows, by_chance=not whole):
        return None
    clashes = tuple(
        clash
        for clash in clashes_of(words, theirs.words, shared.hunks, join=_JOIN)
        if not is_respelled(quoting, witness.facts, clash)
    )
    ours = words[shared.first : shared.last]
    return _answer_at(ours, witness, theirs.words[match.start : match.end], clashes), match.end


def _moved(match: Match, by: int) -> Match:
    return match._replace(start=match.start + by, end=match.end + by, hunks=_moved_hunks(match.hunks, by))


def _moved_hunks(hunks: Sequence[Hunk], by: int) -> tuple[Hunk, ...]:
    return tuple(Hunk(h.first, h.last, h.their_first + by, h.their_last + by) for h in hunks)


def _answer_at(
    ours: Sequence[Word], witness: Member, theirs: Sequence[Word], clashes: tuple[Clash, ...]
) -> Answer:
    return Answer(witness, ours[0].start, ours[-1].end, theirs[0].start, theirs[-1].end, clashes)


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
    theirs = whole_stream(article)
    return find_words(forms_of(quoted.words), theirs.forms, theirs.joined) is not None


def drops_negation(difference: Difference) -> str:
    """What to add to the message where one side has a negation and the other has none; else nothing."""
    ours = _has_negation(difference.ours)
    theirs = _has_negation(difference.readings[0].text)
    return "" if ours == theirs else ": a negation is lost" if theirs else ": a negation is added"


def _has_negation(text: str) -> bool:
    return any(word.form in _NEGATIONS for word in read_wording(text, 0, len(text)))
