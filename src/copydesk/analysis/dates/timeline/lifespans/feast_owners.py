"""Owners of feasts: whether an anniversary is that of what a sentence says was founded, or of something beside it.

The school was built in 1932, and in 2012 its choir, the headmaster or a cook celebrated an anniversary of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.dates.claims.anniversaries import OF_SOMETHING
from copydesk.analysis.dates.claims.clauses import has_past_form
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.date_clauses import BREAKS, Piece, is_small, tokens
from copydesk.analysis.language.languages import Language
from copydesk.findings import Span

_STEM, _SHORTEST = 5, 4
_STRONG = ".;:—–("
_NEAR = 5
_PLURAL, _ENDING = 2, 3
"""By so many letters the forms of a noun differ, and where it has an article or a case as its ending."""
_REACH = 160
"""How far from a feast and a founding, in code points, the words that tell of them are read."""


def is_of_another(
    text: str, feast: Span, begun: DateMention, sentences: tuple[Span, Span], language: Language
) -> bool:
    """Tell whether a feast is that of another than what was founded; `sentences` are those of the two, in this order.

    It is where its sentence names an owner whom the founding does not name: “its choir”, “the organist”, “the film's”.
    """
    told, founding = sentences
    start, end = max(told.start, feast.start - _REACH), min(told.end, feast.end + _REACH)
    if told == founding and begun.end <= feast.start:
        start = max(start, begun.end)
        source = tokens(text, max(founding.start, begun.start - _REACH), begun.start)
    else:
        source = tokens(
            text, max(founding.start, begun.start - _REACH), min(founding.end, begun.end + _REACH)
        )
    lead, tail = tokens(text, start, feast.start), tokens(text, feast.end, end)
    first = next((at + 1 for at in reversed(range(len(lead))) if _parts(lead, at)), 0)
    lead = lead[first:]
    tail = tail[: next((at for at, word in enumerate(tail) if word.text in BREAKS), len(tail))]
    known = [
        word.word for word in source if len(word.word) >= _SHORTEST and not _is_told_of_time(word, language)
    ]
    is_followed = language.surnames_decline or OF_SOMETHING.match(text, feast.end)
    if (belongs := _belongs_to_another(lead, tail if is_followed else (), known, language)) is not None:
        return belongs
    if begun.start > feast.start:
        return False  # the founding goes on with what has the feast
    owner = _first_noun(lead, language, opens=True)
    if owner is None and language.verb_may_lead and tail and tail[0].word in language.feast_words:
        owner = _first_noun(tail[1:_NEAR], language, opens=False)
    if owner is None:
        return False
    own, noun = owner
    if own:
        return True
    if not known or any(
        _is_the_same(word.word, each, language) for word in _heads(noun, language) for each in known
    ):
        return False
    if told == founding and not any(_is_part_of_a_noun(each, source, language) for each in source):
        return False  # Founded in 1921, the firm
    return not any(_is_generic(word.word, language) for word in noun)


def _heads(noun: Sequence[Piece], language: Language) -> Sequence[Piece]:
    """Return those words of a noun phrase that say what it is: the school choir, muzej zavoda."""
    words = [word for word in noun if not (word.word.endswith("ly") and len(noun) > 1)]
    if any(word.is_name for word in words) and not language.nouns_have_capitals:
        return noun
    if language.surnames_decline or language.nouns_lead:
        return words[:1] if language.nouns_lead else words[:-1] or words
    return words[-1:]


def _parts(words: Sequence[Piece], at: int) -> bool:
    """Tell whether a mark ends what stands before it: a full stop that ends no number or abbreviation, a colon."""
    mark = words[at].text
    if mark not in _STRONG:
        return False
    return mark != "." or (
        at > 0 and len(words[at - 1].word) >= _SHORTEST and not words[at - 1].word.isdigit()
    )


def _belongs_to_another(
    lead: Sequence[Piece], tail: Sequence[Piece], known: Sequence[str], language: Language
) -> bool | None:
    """Tell whether words directly beside a feast say that it is another's: “the film's 40th anniversary”; else None."""
    if lead and lead[-1].word.endswith(("'s", "s'")):
        return not _is_known(lead[-1].word.rstrip("'s"), known, language)
    if not tail or (lead and lead[-1].word in language.own_words):
        return None
    if language.surnames_decline:
        return _is_followed_by_another(tail[0], known, language) or None
    if any(word.word in language.own_words for word in tail[1:3]):
        return True
    noun = next((word for word in tail[1:] if not is_small(word, language)), None)
    if noun is None or noun.word.isdigit():
        return None
    existence = {noun.word, tail[0].word + noun.word, "d'" + noun.word}
    return language.existence_nouns.isdisjoint(existence) and not _is_known(noun.word, known, language)


def _is_followed_by_another(word: Piece, known: Sequence[str], language: Language) -> bool:
    """Tell whether a noun in a case directly follows a feast in a language with cases: “25-lecie kapłaństwa”."""
    return word.word.isalpha() and not (
        is_small(word, language)
        or word.word in language.existence_nouns | language.feast_words | language.year_units
        or has_past_form(word.word, language)
        or _is_known(word.word, known, language)
    )


def _is_known(word: str, known: Sequence[str], language: Language) -> bool:
    return _is_generic(word, language) or any(_is_the_same(word, each, language) for each in known)


def _is_the_same(one: str, two: str, language: Language) -> bool:
    """Tell whether two words are forms of one noun, or one is a compound with the other: choirs, Männerchor."""
    if min(len(one), len(two)) < _SHORTEST:
        return one == two
    if one.endswith(two) or two.endswith(one):
        return True
    if language.surnames_decline:
        return one[:_STEM] == two[:_STEM] and abs(len(one) - len(two)) <= _ENDING
    most = _PLURAL if language.definite_articles else _ENDING
    return one.startswith(two[: len(one)]) and abs(len(one) - len(two)) <= most


def _is_generic(word: str, language: Language) -> bool:
    """Tell whether a noun may stand for anything that was founded or built: the company, the building."""
    return word in language.bodies | language.workplaces | language.building_nouns | language.existence_nouns


def _is_told_of_time(word: Piece, language: Language) -> bool:
    return (
        is_small(word, language)
        or word.word in language.foundings
        or word.word in language.feast_words
        or word.word in language.year_units
        or word.word in language.anniversary_nouns
        or not word.word.isalpha()
    )


def _first_noun(
    words: Sequence[Piece], language: Language, *, opens: bool
) -> tuple[bool, Sequence[Piece]] | None:
    """Return the first noun phrase of some words that stands behind no preposition, and whether it has “its” before it.

    None if a pronoun comes first, or there is none.
    """
    at, skips = 0, False
    while at < len(words):
        word = words[at]
        if _is_pronoun(word, language) and not _is_article(words, at, language):
            return None
        if word.word in language.prepositions:
            skips = not (at + 1 < len(words) and words[at + 1].word.isdigit())
            at += 1
            continue
        if skips and word.word in language.clause_links:
            skips = at + 1 < len(words) and _is_article(words, at + 1, language)
            at += 1
            continue
        own = word.word in language.own_words | language.possessives
        led = own or _is_article(words, at, language)
        start = at + 1 if led else at
        end = start
        while end < len(words) and _is_part_of_a_noun(words[end], words, language):
            end += 1
        if end > start and (led or _may_be_bare(words, start, language, opens=opens)):
            if not skips:
                return own, words[start:end]
            skips = False
        elif not is_small(word, language) and word.text not in BREAKS:
            skips = False
        at = max(end, at + 1)
    return None


def _is_part_of_a_noun(word: Piece, words: Sequence[Piece], language: Language) -> bool:
    """Tell whether a word may be one of a noun phrase: no small word, no verb of a founding or a feast, no number."""
    if _is_told_of_time(word, language) or word.text in BREAKS or word.word in language.anniversary_nouns:
        return False
    if word.word in language.clause_links | language.reflexives | language.has_words | language.own_words:
        return False
    if language.nouns_have_capitals:
        return word.is_name and word is not words[0]
    return word.is_name or not has_past_form(word.word, language)


def _may_be_bare(words: Sequence[Piece], at: int, language: Language, *, opens: bool) -> bool:
    """Tell whether a noun needs no article there: a name, and any noun of a language without a word for “the”."""
    word = words[at]
    if opens and at == 0:
        return at + 1 < len(words) and words[at + 1].is_name and not language.nouns_have_capitals
    return not language.definite_articles or word.is_name


def _is_pronoun(word: Piece, language: Language) -> bool:
    return word.word in language.pronouns | language.same_subject


def _is_article(words: Sequence[Piece], at: int, language: Language) -> bool:
    """Tell whether a word is an article before a noun, and no pronoun: het koor, but not het vierde."""
    word = words[at].word
    if word not in language.definite_articles | language.determiners or at + 1 >= len(words):
        return False
    return not _is_pronoun(words[at], language) or _is_part_of_a_noun(words[at + 1], words, language)
