"""Quotations of a fact sheet: every quoted sentence, as the rules for quotations compare it, and the short ones."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.attributions import Attribution
from copydesk.analysis.wording.normal_forms import forms_of
from copydesk.analysis.wording.word_diff import find_words
from copydesk.findings import Outcome
from copydesk.stories.article import Article
from copydesk.stories.comparing.compare_quotations import compare_quotations, has_quotation
from copydesk.stories.comparing.compare_speakers import Misattributed, other_speaker
from copydesk.stories.comparing.differences import ComparedPassage, differences
from copydesk.stories.comparing.negations import drops_negation
from copydesk.stories.comparing.quoted_text import MIN_WORDS, QuotedSentence, quoted_sentences, whole_stream
from copydesk.stories.fact_sheet.entries import FactEntry, FactKind, SourcePlace, how_it_differs
from copydesk.stories.story import Member, Story

_TOO_SHORT = "too short to tell: fewer than four words"


def quotation_entries(story: Story) -> Iterator[FactEntry]:
    """Yield the quoted sentences of the article of a story."""
    member = story.members[0]
    for passage, quoted in story.once(compare_quotations):
        yield _compared(story, passage, quoted)
    for quoted in quoted_sentences(member.facts):
        if len(quoted.words) < MIN_WORDS:
            yield _short(member.facts, quoted, story.sources)


def unchecked_quotations(article: Article) -> Iterator[FactEntry]:
    """Yield the quoted sentences of an article without a source."""
    for quoted in quoted_sentences(article):
        speaker = speaker_of(article, quoted.attribution)
        yield FactEntry(
            FactKind.QUOTATION, quoted.start, quoted.end, Outcome.NOT_CHECKED, "there is no source", speaker
        )


def borne_out_elsewhere(article: Article, entry: FactEntry, others: tuple[Member, ...]) -> FactEntry:
    """Return the entry of a quotation that the sources do not have, with what other articles say of it.

    It stays not found: another article that has the words is no source of this one.
    """
    if entry.kind is not FactKind.QUOTATION or entry.outcome is not Outcome.NOT_FOUND:
        return entry
    quoted = next(each for each in quoted_sentences(article) if each.start == entry.start)
    for other in others:
        if has_quotation(other.facts, quoted):
            place = _place(other, quoted)
            return entry._replace(how="only another source has these words", places=place)
    return entry


def speaker_of(article: Article, attribution: Attribution) -> str:
    """Return who says a quotation: the full name where it is known, else the article's words; empty if it does not
    tell.
    """
    if attribution.name or attribution.speaker is None:
        return attribution.name or ""
    return " ".join(article.text[slice(*attribution.speaker)].replace("\0", "").split())


def _compared(story: Story, passage: ComparedPassage, quoted: QuotedSentence) -> FactEntry:
    best = sorted(passage.counterparts, key=lambda each: each.changed)
    places = tuple(SourcePlace(each.witness.path, each.their_start, each.their_end) for each in best)
    outcome, how = passage.outcome, ""
    if outcome is Outcome.DIFFERS:
        found = list(differences(story, passage))
        how = "; ".join(how_it_differs(each) + drops_negation(each) for each in found)
    if other := other_speaker(passage, quoted):
        how = "; ".join(filter(None, (_said_by(other), how)))
        outcome = Outcome.SAID_BY_ANOTHER
    if outcome is Outcome.NOT_FOUND and not story.complete:
        outcome, how = Outcome.NOT_CHECKED, "not in the sources that could be read"
    speaker = speaker_of(passage.member.facts, quoted.attribution)
    return FactEntry(FactKind.QUOTATION, passage.start, passage.end, outcome, how, speaker, places)


def _said_by(speaker: Misattributed) -> str:
    return f"in the source {speaker.other} says it"


def _short(article: Article, quoted: QuotedSentence, sources: tuple[Member, ...]) -> FactEntry:
    """Return the entry of a quotation under four words: it matches where a source has exactly these words."""
    places = next(filter(None, (_place(source, quoted) for source in sources)), ())
    outcome, how = (Outcome.MATCHES, "") if places else (Outcome.NOT_CHECKED, _TOO_SHORT)
    speaker = speaker_of(article, quoted.attribution)
    return FactEntry(FactKind.QUOTATION, quoted.start, quoted.end, outcome, how, speaker, places)


def _place(source: Member, quoted: QuotedSentence) -> tuple[SourcePlace, ...]:
    theirs = whole_stream(source.facts)
    found = find_words(forms_of(quoted.words), theirs.forms, theirs.joined)
    if found is None:
        return ()
    first, last = theirs.words[found[0]], theirs.words[found[1] - 1]
    return (SourcePlace(source.path, first.start, last.end),)
