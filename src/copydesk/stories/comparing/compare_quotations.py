"""Quotations held to what the witnesses quote, or, of a source, to all it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.wording.spelling_conventions import SpelledWord, forms_of
from copydesk.analysis.wording.word_diff import Hunk, Match, find_words, match_words, windows
from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_names import is_respelled
from copydesk.stories.comparing.differences import Answer, Clash, Held, clashes_of
from copydesk.stories.comparing.negations import lost_negation
from copydesk.stories.comparing.quoted import (
    MIN_WORDS,
    QuotedSentence,
    Stream,
    quoted_sentences,
    quoted_stream,
    sentences_around,
    spoken_stream,
    whole_stream,
)
from copydesk.stories.comparing.utterances import Shared, is_same_utterance, shared_part
from copydesk.stories.story import Member, Story

_JOIN = 3

_SHORTEST_TAG = 2
"""Words that stand between two quotations at least: “he said”."""

_PROMISING = 0.5
"""Share of a quotation's different words that a stretch must have to be looked at."""


class _Place(NamedTuple):
    """An index among the words of a witness."""

    stream: Stream
    at: int


def hold_quotations(story: Story) -> list[tuple[Held, QuotedSentence]]:
    """Every quoted sentence of every member, with what its witnesses have for it."""
    held = []
    for member, witnesses in story.witnesses():
        ends: dict[str, _Place] = {}  # where in a witness the answer to the sentence before ended
        attribution = None
        for quoted in quoted_sentences(member.facts):
            if quoted.attribution is not attribution:
                ends, attribution = {}, quoted.attribution
            answers = []
            if len(quoted.words) >= MIN_WORDS:
                for witness in witnesses:
                    after = ends.pop(witness.path, None)
                    if found := _answer(member.facts, quoted, witness, after, whole=bool(story.sources)):
                        answers.append(found[0])
                        ends[witness.path] = found[1]
                held.append((Held(member, quoted.start, quoted.end, tuple(answers)), quoted))
    return held


def _answer(
    quoting: Article, quoted: QuotedSentence, witness: Member, after: _Place | None, *, whole: bool
) -> tuple[Answer, _Place] | None:
    """What a witness has for a quoted sentence, the same or the nearest to it, and the place of its word behind that.

    None if it has nothing like it. A sentence right `after` the answer to the one before may be less alike.
    """
    source: Article = witness.facts
    streams = (whole_stream(source), spoken_stream(source)) if whole else (quoted_stream(source),)
    words, forms = quoted.words, forms_of(quoted.words)
    for theirs in streams:
        if exact := find_words(forms, theirs.forms, theirs.joined):
            start, end = exact
            clashes = lost_negation(quoting, quoted, source, theirs.words, start, end) if whole else ()
            return _answer_at(words, witness, theirs.words[start:end], clashes), _Place(theirs, end)
    found = None
    for theirs in streams:
        match = _nearest(forms, theirs, after.at if after and after.stream is theirs else None)
        if match and (not found or (match.equal, -_surplus(match)) > (found[0].equal, -_surplus(found[0]))):
            found = match, theirs
        if found and _surplus(found[0]) < _SHORTEST_TAG:
            break
    if not found:
        return None
    match, theirs = found
    shared = Shared(0, len(forms), match.hunks)
    if not whole:
        opening, closing = sentences_around(theirs, match.start, match.end)
        shared = shared_part(quoted, forms, theirs.forms[opening:closing], _moved(match, -opening))
        shared = shared._replace(hunks=_moved_hunks(shared.hunks, opening))
    follows = after is not None and after.stream is theirs and 0 <= match.start - after.at <= 2
    if not is_same_utterance(quoted, forms, shared, match, follows=follows, by_chance=not whole):
        return None
    clashes = tuple(
        clash
        for clash in clashes_of(words, theirs.words, shared.hunks, join=_JOIN)
        if not is_respelled(quoting, source, clash)
    )
    answer = _answer_at(
        words[shared.first : shared.last], witness, theirs.words[match.start : match.end], clashes
    )
    return answer, _Place(theirs, match.end)


def _surplus(match: Match) -> int:
    """How many words theirs has, at most, in one place where ours has none or fewer."""
    return max((h.their_last - h.their_first - (h.last - h.first) for h in match.hunks), default=0)


def _nearest(forms: list[str], theirs: Stream, after: int | None) -> Match | None:
    """The stretch of theirs that shares most words with ours."""
    candidates = windows(forms, theirs.places, len(theirs.forms))
    if after is not None:
        candidates.append((after, min(len(theirs.forms), after + len(forms) + 4)))
    best: Match | None = None
    known = set(forms)
    for start, end in candidates:
        if len(known.intersection(theirs.forms[start:end])) < _PROMISING * len(known):
            continue
        match = match_words(forms, theirs.forms[start:end])
        if match.start < match.end and (best is None or match.equal > best.equal):
            best = _moved(match, start)
    return best


def _moved(match: Match, by: int) -> Match:
    return match._replace(start=match.start + by, end=match.end + by, hunks=_moved_hunks(match.hunks, by))


def _moved_hunks(hunks: Sequence[Hunk], by: int) -> tuple[Hunk, ...]:
    return tuple(Hunk(h.first, h.last, h.their_first + by, h.their_last + by) for h in hunks)


def _answer_at(
    ours: Sequence[SpelledWord], witness: Member, theirs: Sequence[SpelledWord], clashes: tuple[Clash, ...]
) -> Answer:
    return Answer(witness, ours[0].start, ours[-1].end, theirs[0].start, theirs[-1].end, clashes)


def has_quotation(article: Article, quoted: QuotedSentence) -> bool:
    """Whether an article has these words exactly, quoted or not."""
    theirs = whole_stream(article)
    return find_words(forms_of(quoted.words), theirs.forms, theirs.joined) is not None
