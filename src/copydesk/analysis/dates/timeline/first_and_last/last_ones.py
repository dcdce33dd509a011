"""Last ones: people who do something in a place after the last of them had left, or after their death."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import Piece, is_small, tokens
from copydesk.analysis.dates.timeline.first_and_last.clash import (
    DateClash,
    Reading,
    is_earlier,
    is_last,
    looks_back,
)
from copydesk.analysis.dates.timeline.subjects import name_before
from copydesk.analysis.language.languages import Language, in_all_languages
from copydesk.findings import Span

_SHORTEST = 4
_PLURAL_PASTS = ("irent", "urent", "èrent", "rono", "aron", "ieron", "yeron", "aram", "eram", "iram")
"""How verbs of the past end behind a plural, in Romance languages."""
_OPENING = 3
"""So many words may stand before “died” at the beginning of a sentence."""
_GAP = 3


def after_the_last(reading: Reading) -> Iterator[DateClash]:
    """Yield what “the monks rebuilt” after the last monks had left."""
    language = reading.language
    if not language.leaving_verbs:
        return
    dates = [date for date, _ in reading.years()]
    for date in dates if len(dates) > 1 else ():
        if not (reading.may_say(date, language.last_words) and reading.may_say(date, language.leaving_verbs)):
            continue
        before = reading.before(date)
        at = next((at for at in reversed(range(len(before))) if is_last(before[at], language)), None)
        if at is None or at + 2 >= len(before) or language.leaving_verbs.isdisjoint(before[at + 2 :]):
            continue
        noun = before[at + 1]
        if len(noun) < _SHORTEST or noun in language.stop_words:
            continue
        for other in dates:
            if is_earlier(date, other) and _act_in(reading, other, noun):
                yield DateClash(other, date, f"comes after “#”, when the last of them left ({noun})")


def _act_in(reading: Reading, date: DateMention, noun: str) -> bool:
    """Tell whether a sentence tells what the people of a noun did on its date."""
    language, sentence = reading.language, reading.sentence_at(date.start)
    words = tokens(reading.text, *sentence)
    told = [word.word for word in words]
    if looks_back(told, language) or not in_all_languages("returning_words").isdisjoint(told):
        return False
    for at, word in enumerate(words[:-1]):
        if word.word != noun or at == 0:
            continue
        before, behind = words[at - 1].word, words[at + 1]
        if language.definite_articles and before not in language.definite_articles:
            continue
        if at > 1 and words[at - 2].word in language.prepositions | language.belonging_words:
            continue
        if _is_past(behind, language):
            return True
        verb = at - 2 if language.definite_articles else at - 1
        if (
            verb > 0 and words[verb - 1].text.isdigit() and _is_past(words[verb], language)
        ):  # 1822 bauten die Nonnen
            return True
    return False


def _is_past(word: Piece, language: Language) -> bool:
    if word.word in language.passives:
        return False
    return (
        word.word in language.irregular_pasts
        or (word.word.endswith("ed") and bool(language.irregular_pasts))
        or word.word in language.ending_verbs
        or word.word.endswith(_PLURAL_PASTS)
        or (language.nouns_have_capitals and word.word.endswith(("te", "ten")))
        or has_past_form(word.word, language)
    )


def before_own_deeds(reading: Reading) -> Iterator[DateClash]:
    """Yield a death in the sentence behind one that tells what the same person did later."""
    language = reading.language
    for one, two in pairwise([date for date, _ in reading.years()]) if language.death_words else ():
        if not is_earlier(two, one) or not reading.may_say(two, language.death_words):
            continue
        first, then = reading.sentence_at(one.start), reading.sentence_at(two.start)
        if first == then or not 0 <= then.start - first.end <= _GAP:
            continue
        if "\n" in reading.text[first.end : then.start]:
            continue
        opening = _without_this_one([word.word for word in tokens(reading.text, then.start, two.start)])
        died = next((at for at, word in enumerate(opening) if word in language.death_words), None)
        if died is None or not _is_of_the_same(opening[:died], language):
            continue
        if _tells_of_deed(reading, first, one):
            yield DateClash(
                two, one, "is told as the time of the death, but “#” as that of something done later"
            )


def _without_this_one(words: list[str]) -> list[str]:
    """Return the first words of a sentence, with “he” for who is named in it again: “This priest, a kind man, died”."""
    if len(words) > 2 and words[0] in _THIS:
        rest = words[2:]
        if rest[0] == "," and "," in rest[1:_ASIDE]:
            rest = rest[rest.index(",", 1) + 1 :]
        words = [_HE, *rest]
    return words[:_OPENING]


_HE = "he"
_THIS = frozenset(
    "this that ce cet cette dieser diese este esta aquel questo questa quel deze die dit denne denna ten ta".split()
)
_ASIDE = 10


def _is_of_the_same(words: list[str], language: Language) -> bool:
    """Tell whether what stands before “died” is a pronoun, or nothing where none is needed."""
    known = language.pronouns | language.passives | language.has_words | {_HE}
    if not all(word in known for word in words):
        return False
    return language.may_omit_subject or any(word in language.pronouns or word == _HE for word in words)


def _tells_of_deed(reading: Reading, sentence: Span, date: DateMention) -> bool:
    """Tell whether a sentence tells what the only person that it names did."""
    language = reading.language
    words = tokens(reading.text, sentence.start, date.start)
    if not language.kin.isdisjoint(word.text for word in words):
        return False
    told = {word.word for word in words}
    if looks_back(list(told), language) or not (language.birth_words | language.death_words).isdisjoint(told):
        return False
    ends = [
        at
        for at, word in enumerate(words)
        if word.is_name
        and not is_small(word, language)
        and (at + 1 == len(words) or not words[at + 1].is_name)
    ]
    people = [name for at in ends if (name := name_before(words[: at + 1], language))]
    if len(people) != 1:
        return False
    behind = [word for word in words if word.start > people[0].start and word.word not in people[0].words]
    active = next((word for word in behind if not word.text.isdigit() and word.text != ","), None)
    last = any(is_last(word.word.rpartition("'")[2], language) for word in words)
    return active is not None and (_is_past(active, language) or last)
