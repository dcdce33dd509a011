"""Subjects: which noun, name or pronoun a clause with a date is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.timeline.date_clauses import BREAKS, DATE, Clause, Piece, is_small
from copydesk.analysis.language.languages import Language

_STEM = 4
"""So many letters of a noun stay when it is inflected."""
_ARTICLE = 3
"""So many letters has the article at the end of a Scandinavian noun."""
_TITLE = 3
"""So many words of a title may stand before a name."""


class Subject(NamedTuple):
    """What a statement is about.

    Attributes:
        kind: "noun", "name" or "pronoun".
        head: the noun, the last word of the name, or the pronoun, in lower case.
        words: all its words, in lower case.
        start: where it begins, in code points.
        names: those of its words that other mentions of it may leave out: names and attributes.
        last: the last word of a noun with a name of two words: l'ingénieur Jules Favre.
    """

    kind: str
    head: str
    words: frozenset[str]
    start: int
    names: frozenset[str] = frozenset()
    last: str = ""


def subject_before(words: Sequence[Piece], language: Language) -> Subject | None:
    """Return the noun phrase that ends nearest before a verb, if it is none behind a preposition."""
    end = len(words)
    while end and (is_small(words[end - 1], language) or words[end - 1].word in language.since_words):
        if _is_pronoun(words[end - 1], language):
            break
        end -= 1
    if end and _is_pronoun(words[end - 1], language):
        token = words[end - 1]
        return Subject("pronoun", token.word, frozenset([token.word]), token.start)
    start = _phrase_start(words, end, language)
    return _phrase(words, start, end, language) or _before_attribute(words, start, end, language)


def _phrase_start(words: Sequence[Piece], end: int, language: Language) -> int:
    """Return where the noun phrase begins that ends at a place."""
    start = end
    while start and _is_part(words[start - 1], language):
        start -= 1
    return start


def _is_part(word: Piece, language: Language) -> bool:
    """Tell whether a word may be one of a noun phrase, behind its article."""
    return (
        not is_small(word, language)
        and word.text not in BREAKS
        and word.word not in language.when_words
        and word.word not in language.clause_links
    )


def _before_attribute(words: Sequence[Piece], start: int, end: int, language: Language) -> Subject | None:
    """Return the noun that opens a clause before an attribute with a preposition: “The tower at Fallow Head”."""
    at = start
    if at and (_is_article(words[at - 1], language) or words[at - 1].word in language.determiners):
        at -= 1
    if not at or start == end or words[at - 1].word not in language.prepositions:
        return None
    head_end = at - 1
    head_start = _phrase_start(words, head_end, language)
    lead = words[:head_start]
    if not all(
        is_small(word, language) or word.word in language.when_words or word.word in language.clause_links
        for word in lead
    ) or any(word.word in language.prepositions - language.year_leads for word in lead):
        return None
    found = _phrase(words, head_start, head_end, language)
    if found is None or (not language.definite_articles and head_end - head_start != 1):
        return None
    attribute = words[start:end]
    return found._replace(
        words=found.words | {word.word for word in attribute},
        names=found.names | {word.word for word in attribute},
    )


def subject_behind(words: Sequence[Piece], language: Language) -> Subject | None:
    """Return the noun phrase that directly follows a verb: “Fondée en 1952, la maison”, “fue fundada la casa”."""
    start = 0
    while start < len(words) and (
        words[start].text == "," or (is_small(words[start], language) and not _leads(words, start, language))
    ):
        if words[start].word in language.prepositions:
            return None
        start += 1
    if start < len(words) and _is_article(words[start], language):
        start += 1
    end = start
    while end < len(words) and not is_small(words[end], language) and words[end].text not in BREAKS:
        end += 1
    bare = start == 0 or not _is_article(words[start - 1], language)
    if not language.nouns_have_capitals and end - start > 1 and words[start].is_name and bare:
        end = next((at for at in range(start, end) if not words[at].is_name), end)  # Ropewalk Hall once
    return _phrase(words, start, end, language)


def is_about(clause: Clause, subject: Subject, language: Language) -> bool:
    """Tell whether a clause with a date begins with a subject: “In 1928 the library lent”, “The library lent”."""
    words = clause.words
    if subject.kind == "person":
        return _goes_on(words, language)
    skipped = 0
    for at, token in enumerate(words):
        if matches(token, subject, language):
            most = 1 if language.verb_may_lead or _has_a_title(words, at, subject, language) else 0
            return skipped <= most and _stands_free(words, at, subject, language)
        if token.word in language.pronouns and not _is_article(token, language):
            return False
        if subject.kind == "name" and token.word in subject.words:
            continue
        if token is not DATE and not is_small(token, language) and not token.word.isdigit():
            if token.is_name and not (at == 0 and clause.opens) and subject.kind != "name":
                return False
            skipped += 1
        if skipped > 1:
            return False
    return False


def matches(token: Piece, subject: Subject, language: Language) -> bool:
    """Tell whether a word is the head of a subject."""
    if subject.kind == "name":
        return token.is_name and token.word.removesuffix("'s") == subject.head
    if language.definite_articles or subject.kind == "pronoun":
        return token.word == subject.head
    if language.surnames_decline:
        stem = subject.head[: max(_STEM, len(subject.head) - 2)]
        return token.word.startswith(stem) and len(token.word) - len(subject.head) <= 1
    return is_form(token.word, subject.head) or is_form(subject.head, token.word)


def is_form(noun: str, head: str) -> bool:
    """Tell whether a noun is a head, with or without its Scandinavian article: gasthaus, värdshus of värdshuset."""
    is_stem = head.startswith(noun) and len(noun) >= _STEM and len(head) - len(noun) <= _ARTICLE
    return noun == head or (is_stem and not head.endswith("s"))


def is_agent(clause: Clause, subject: Subject, language: Language) -> bool:
    """Tell whether a clause names a person behind “by”, as the one who did something on its date."""
    if subject.kind != "name":
        return False
    words = clause.words
    for at, token in enumerate(words):
        if token.word in language.agents:
            behind = words[at + 1 : at + 2 + _TITLE]
            is_other = DATE in words[at:] and any(each.word in language.clause_links for each in words[at:])
            return not is_other and any(matches(each, subject, language) for each in behind)
    return False


def goes_on(clause: Clause, told: Subject, language: Language, *, agents: bool) -> bool:
    """Tell whether a clause that opens its sentence begins with a pronoun for what the sentence before told of.

    Where that names an agent (“built by”), a personal pronoun may be the agent's.
    """
    words = [token for token in clause.words if token is not DATE]
    if not clause.opens or not words or told.kind == "pronoun":
        return False
    word = words[0].word
    if _is_article(words[0], language) and len(words) > 1:  # Dutch “het” is both
        verb = words[1].word
        if verb not in language.passives | language.has_words and not has_past_form(verb, language):
            return False
    if told.kind == "noun" and language.people_have_own_pronouns and word in language.pronouns:
        return False
    return _is_pronoun(words[0], language) and not (agents and word in language.pronouns)


def is_place(clause: Clause, subject: Subject, language: Language) -> bool:
    """Tell whether what a clause tells happens in or to a thing: “In 1781 the king slept at the inn”."""
    words = clause.words
    for at, token in enumerate(words):
        if subject.kind != "noun" or not matches(token, subject, language) or at == 0:
            continue
        before = words[at - 1]
        if _is_article(before, language) and at > 1 and before.word not in language.place_words - {"a"}:
            before = words[at - 2]
        behind = words[at + 1] if at + 1 < len(words) else DATE
        is_first = any(
            word.word in language.first_words or word.word in language.last_words for word in words[: at - 1]
        )
        if before.word in language.place_words or (is_first and before.word in language.belonging_words):
            return behind is DATE or is_small(behind, language) or has_past_form(behind.word, language)
    return False


def is_then(clause: Clause, subject: Subject, language: Language) -> bool:
    """Tell whether a date goes on with what a subject was or had then: “in 1911, when the school had sixty pupils”."""
    behind = clause.when
    if len(behind) < _TITLE or behind[0].word not in language.when_words:
        return False
    if not language.foundings.isdisjoint(token.word for token in behind):
        return False
    rest = Clause((), behind[1:], opens=False)
    return is_about(rest, subject, language)


def is_body(subject: Subject, language: Language) -> bool:
    """Tell whether a subject may be a firm: it has a name, or is called a company."""
    return subject.kind == "name" or subject.head in language.bodies


def is_its_first(clause: Clause, language: Language) -> bool:
    """Tell whether a clause begins with “its first”."""
    words = [token for token in clause.words if token is not DATE]
    while words and words[0].word in language.since_words | language.clause_links:
        words = words[1:]
    return len(words) > 1 and words[0].word in language.own_words and words[1].word in language.first_words


def name_before(words: Sequence[Piece], language: Language) -> Subject | None:
    """Return the name of several words that ends at a place: “by the surveyor Ada Lunn”."""
    start = len(words)
    while start and words[start - 1].is_name and not is_small(words[start - 1], language):
        start -= 1
    name = words[start:]
    if len(name) < 2:
        return None
    return Subject("name", name[-1].word, frozenset(token.word for token in name), name[0].start)


def _has_a_title(words: Sequence[Piece], at: int, subject: Subject, language: Language) -> bool:
    """Tell whether a clause begins with an article, a title and a whole name: le meunier Jules Favre."""
    whole = subject.kind == "name" and at > 1 and words[at - 1].word in subject.words
    return whole and (_is_article(words[0], language) or words[0].word in language.determiners)


def _goes_on(words: Sequence[Piece], language: Language) -> bool:
    """Tell whether a clause has a pronoun for its subject, or none where none is needed: “In 1938 hizo su primer”."""
    for at, token in enumerate(words):
        if token.word in language.pronouns and not _is_article(token, language):
            return True
        if token is DATE or is_small(token, language) or token.word.isdigit():
            continue
        if language.may_omit_subject and has_past_form(token.word, language):
            behind = words[at + 1] if at + 1 < len(words) else None
            return behind is None or not (_is_article(behind, language) or behind.is_name)
        if not language.verb_may_lead or at + 1 == len(words):
            return False
        return words[at + 1].word in language.pronouns
    return False


def _stands_free(words: Sequence[Piece], at: int, subject: Subject, language: Language) -> bool:
    """Tell whether the head of a subject at a place is the subject there, and not part of another phrase."""
    before = words[at - 1] if at else None
    behind = [token for token in words[at + 1 : at + 3] if token is not DATE]
    if subject.kind == "noun" and language.definite_articles:
        if before is None or not _is_article(before, language):
            return False
        before = words[at - 2] if at > 1 else None
    while subject.kind == "name" and before is not None and before.word in subject.words:
        at -= 1
        before = words[at - 1] if at else None
    if before is not None and (before.word in language.prepositions or before.word in language.which_ones):
        return False
    is_joined = bool(behind) and behind[0].word in language.prepositions  # the school of Orme
    behind_name = behind[1:2] if is_joined else behind[:1]
    if language.nouns_have_capitals and not is_joined:
        behind_name = []
    if subject.kind == "noun" and any(
        token.is_name and token.word not in subject.words for token in behind_name
    ):
        return False
    if subject.kind == "name" and behind and behind[0].is_name:
        return False
    return _is_verb_next(behind, language)


def _is_verb_next(behind: Sequence[Piece], language: Language) -> bool:
    """Tell whether an English subject is followed by a verb: “the library lent”, not “the library van”."""
    if not language.irregular_pasts or not behind:
        return True
    word = behind[0].word
    return (
        word in language.irregular_pasts
        or word.endswith(("ed", "ly"))
        or word in language.passives
        or word in language.ending_verbs
        or word in language.beginning_verbs
        or word in language.time_adverbs
        or word in ("has", "have", "did", "could", "still")
    )


def _phrase(words: Sequence[Piece], start: int, end: int, language: Language) -> Subject | None:
    """Return the noun phrase from one word to another as a subject; None if it is a part of another, or vague."""
    phrase = list(words[start:end])
    before = words[start - 1] if start else None
    if before is not None and before.text == ".":
        return None
    if not phrase or any(token.word.isdigit() for token in phrase):
        return None
    is_definite = before is not None and _is_article(before, language)
    outside = words[start - 2] if is_definite and start > 1 else (None if is_definite else before)
    if outside is not None and (
        outside.word in language.prepositions
        or outside.word in language.own_words
        or outside.word in language.determiners
    ):
        return None
    known = frozenset(token.word for token in phrase)
    if not language.which_ones.isdisjoint(known) or not language.kin.isdisjoint(
        {token.text for token in phrase}
    ):
        return None
    verbs = language.passives | language.has_words
    opens = all(
        (is_small(word, language) or word.word in language.when_words)
        and not (_is_pronoun(word, language) or word.word in verbs)
        for word in words[:start]
    )
    if not language.definite_articles and len(phrase) == 1 and opens:
        return Subject("noun", phrase[0].word, known, phrase[0].start)
    names = [token for token in phrase if token.is_name]
    named = frozenset(token.word for token in names)
    if (
        not is_definite
        and names
        and (len(names) == len(phrase))
        and not (language.nouns_have_capitals and len(names) == 1)
    ):
        return Subject("name", phrase[-1].word, known, phrase[0].start, named)
    if language.definite_articles and not is_definite:
        return None
    head = _head(phrase, language)
    is_named = not language.nouns_have_capitals and len(names) > 1 and names == phrase[-len(names) :]
    last = names[-1].word if is_named else ""
    return Subject("noun", head.word, known, phrase[0].start, named - {head.word}, last)


def _head(phrase: Sequence[Piece], language: Language) -> Piece:
    """Return the noun of a phrase: in some languages the first word, and in German the one before a name of its own
    (“der Männerchor Eintracht”).
    """
    if language.nouns_lead:
        return phrase[0]
    return phrase[-1]


def _is_pronoun(token: Piece, language: Language) -> bool:
    return token.word in language.pronouns or (
        token.word in language.same_subject and token.word not in language.passives
    )


def _is_article(token: Piece, language: Language) -> bool:
    return token.word in language.definite_articles


def _leads(words: Sequence[Piece], at: int, language: Language) -> bool:
    return _is_article(words[at], language)
