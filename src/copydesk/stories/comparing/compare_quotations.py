"""Quotations: compare each quoted sentence with the quotations of a copy, or with the whole text of a source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.wording.normal_forms import SpelledWord, forms_of
from copydesk.analysis.wording.word_diff import (
    Hunk,
    Match,
    candidate_windows,
    diff_words,
    find_words,
    match_words,
)
from copydesk.findings import Span
from copydesk.stories.article import Article
from copydesk.stories.comparing.alignment import compare_sentences
from copydesk.stories.comparing.compare_names import is_respelled
from copydesk.stories.comparing.differences import Clash, ComparedPassage, Counterpart, find_clashes
from copydesk.stories.comparing.negations import lost_negation
from copydesk.stories.comparing.quoted_text import (
    MIN_WORDS,
    QuotedSentence,
    WordStream,
    quoted_sentences,
    quoted_stream,
    sentences_around,
    spoken_stream,
    whole_stream,
)
from copydesk.stories.comparing.utterances import SharedPart, is_same_utterance, shared_part
from copydesk.stories.story import Member, Story

_JOIN = 3

_OTHERWISE_COPIED = 0.35
"""The largest share of a sentence that may differ besides a short quotation in it."""

_SHORTEST_TAG = 2
"""At least so many words stand between two quotations in a sentence: “he said”."""

_PROMISING = 0.5
"""The least share of a quotation's different words that a stretch must have before it is compared word by word."""


class _Place(NamedTuple):
    """An index among the words of a witness."""

    stream: WordStream
    at: int


def compare_quotations(story: Story) -> list[tuple[ComparedPassage, QuotedSentence]]:
    """Return every quoted sentence of every member with its counterparts in the member's witnesses."""
    passages = []
    for member, witnesses in story.witnesses():
        ends: dict[str, _Place] = {}  # where in a witness the counterpart of the sentence before ended
        attribution = None
        for quoted in quoted_sentences(member.facts):
            if quoted.attribution is not attribution:
                ends, attribution = {}, quoted.attribution
            counterparts = []
            if len(quoted.words) >= MIN_WORDS:
                for witness in witnesses:
                    after = ends.pop(witness.path, None)
                    if found := _counterpart(member.facts, quoted, witness, after, whole=bool(story.sources)):
                        counterparts.append(found[0])
                        ends[witness.path] = found[1]
                passages.append(
                    (ComparedPassage(member, quoted.start, quoted.end, tuple(counterparts)), quoted)
                )
    return passages


def _counterpart(
    quoting: Article, quoted: QuotedSentence, witness: Member, after: _Place | None, *, whole: bool
) -> tuple[Counterpart, _Place] | None:
    """Return the counterpart of a quoted sentence in a witness, and the index of the word after it; None if there is
    none.

    Args:
        quoting: the article that quotes.
        quoted: the sentence.
        witness: the document to search.
        after: where the counterpart of the sentence before ended; right there a less similar stretch is accepted.
        whole: whether to search the whole text, as for a source, or quotations only, as for a copy.
    """
    source: Article = witness.facts
    streams = (whole_stream(source), spoken_stream(source)) if whole else (quoted_stream(source),)
    words, forms = quoted.words, forms_of(quoted.words)
    for theirs in streams:
        if exact := find_words(forms, theirs.forms, theirs.joined):
            start, end = exact
            clashes = lost_negation(quoting, quoted, source, theirs.words, start, end) if whole else ()
            return _counterpart_at(words, witness, theirs.words[start:end], clashes), _Place(theirs, end)
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
    shared = SharedPart(0, len(forms), match.hunks)
    if not whole:
        opening, closing = sentences_around(theirs, match.start, match.end)
        shared = shared_part(quoted, forms, theirs.forms[opening:closing], _moved(match, -opening))
        shared = shared._replace(hunks=_moved_hunks(shared.hunks, opening))
    follows = after is not None and after.stream is theirs and 0 <= match.start - after.at <= 2
    if not is_same_utterance(quoted, forms, shared, match, follows=follows, by_chance=not whole):
        return None
    clashes = tuple(
        clash
        for clash in find_clashes(words, theirs.words, shared.hunks, join=_JOIN)
        if not is_respelled(quoting, source, clash)
    )
    counterpart = _counterpart_at(
        words[shared.first : shared.last], witness, theirs.words[match.start : match.end], clashes
    )
    return counterpart, _Place(theirs, match.end)


def _surplus(match: Match) -> int:
    """Return by how many words, at most, a hunk of theirs is longer than ours: words that stand between two
    quotations.
    """
    return max((h.their_last - h.their_first - (h.last - h.first) for h in match.hunks), default=0)


def _nearest(forms: list[str], theirs: WordStream, after: int | None) -> Match | None:
    """Return the stretch of theirs that shares most words with ours, if any stretch is similar enough."""
    candidates = candidate_windows(forms, theirs.places, len(theirs.forms))
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


def _counterpart_at(
    ours: Sequence[SpelledWord], witness: Member, theirs: Sequence[SpelledWord], clashes: tuple[Clash, ...]
) -> Counterpart:
    return Counterpart(witness, ours[0].start, ours[-1].end, theirs[0].start, theirs[-1].end, clashes)


def altered_short_quotations(story: Story) -> list[tuple[ComparedPassage, QuotedSentence]]:
    """Return the quotations too short to be found by their words that a source has otherwise in the same sentence."""
    found = []
    passages = story.once(compare_sentences) if story.sources else []
    starts = [passage.start for passage in passages]
    for member in story.members if story.sources else ():
        for quoted in quoted_sentences(member.facts):
            index = bisect_right(starts, quoted.start) - 1
            if len(quoted.words) >= MIN_WORDS or index < 0 or quoted.start >= passages[index].end:
                continue
            if any(find_quotation(source.facts, quoted) for source in story.sources):
                continue
            counterparts = (_altered_short(member, quoted, each) for each in passages[index].counterparts)
            if told := tuple(each for each in counterparts if each):
                found.append((ComparedPassage(member, quoted.start, quoted.end, told), quoted))
    return found


def _altered_short(member: Member, quoted: QuotedSentence, sentence: Counterpart) -> Counterpart | None:
    """Return what stands in the place of a short quotation in the sentence of a source that tells the same."""
    source: Article = sentence.witness.facts
    theirs = [
        each
        for each in quoted_sentences(source)
        if sentence.their_start <= each.start < sentence.their_end
        and len(each.words) <= MIN_WORDS
        and not find_quotation(member.facts, each)
    ]
    quote = (quoted.end - quoted.start) / max(1, sentence.end - sentence.start)
    if len(theirs) != 1 or sentence.changed - quote > _OTHERWISE_COPIED:
        return None
    (other,) = theirs
    if not any(
        clash.start < quoted.end
        and quoted.start < clash.end
        and clash.their_start < other.end
        and other.start < clash.their_end
        for clash in sentence.clashes
    ):
        return None
    hunks = diff_words(forms_of(quoted.words), forms_of(other.words))
    clashes = tuple(
        clash
        for clash in find_clashes(quoted.words, other.words, hunks, join=_JOIN)
        if not is_respelled(member.facts, source, clash)
    )
    return _counterpart_at(quoted.words, sentence.witness, other.words, clashes) if clashes else None


def find_quotation(article: Article, quoted: QuotedSentence) -> Span | None:
    """Return where an article has exactly these words, quoted or not; None if it does not have them."""
    theirs = whole_stream(article)
    found = find_words(forms_of(quoted.words), theirs.forms, theirs.joined)
    return Span(theirs.words[found[0]].start, theirs.words[found[1] - 1].end) if found else None
