"""Other owners: whether the second of two like amounts is told of another thing than the first.

The town has 2,143 people. Its neighbour across the river has reached the 2,134. The 123 flats of Tower B are for rent.
"""

from __future__ import annotations

import re

from copydesk.analysis.figures.told_figures import Figure
from copydesk.analysis.language.languages import Language
from copydesk.analysis.language.words_between import words
from copydesk.analysis.names.lexicon import is_small_title
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of

_WORDS_FOR_NEIGHBOURS = one_of(
    r"neighbour\w*|neighbor\w*|nearby|opposite|across the|over the road|next door|rivals?|vecin[oa]s?|en cambio",
    r"vizinh[oa]s?|vicin[oa]|voisine?s?|benachbart\w*|Nachbar\w*|gegenüber|nebenan|buur\w*|naburige?|overkant",
    r"grann\w+|nabo\w*|sąsiedni\w*|soused\w*|сосед\w+|напротив|lui|elle|invece|dagegen|hingegen",
)
_NEIGHBOURS = compile_later(rf"(?<!\w){_WORDS_FOR_NEIGHBOURS}(?!\w)", re.IGNORECASE)
_VERBS_OF_REACHING = one_of(
    r"reach(?:ed|es)?|pass(?:ed|es)|hits?|needed|erreicht\w*|wurden|passou|chegou|chega|llegó|llega|alcanz\w+",
    r"atteint|atteignait|raggiun\w+|bereikte?|haalde|nådde|nåede|osiągn\w+|достиг\w*",
)
_REACHES = compile_later(rf"(?<!\w){_VERBS_OF_REACHING}(?!\w)", re.IGNORECASE)
_BELONGING = one_of(
    "of|in|at|from|im|am|von|aus|du|de la|de|del|della|da|do|van|i|på|af|av|w|z",
    "in der|in dem|de l'|dell'",
)
_OF_A_PART = compile_later(
    rf"(?:[ \0]{{1,9}}[^\W\d_]{{2,40}})?[ \0]{{1,9}}{_BELONGING}[ \0]{{1,9}}"
    r"(?P<what>[^\W\d_]{1,40}(?:[ \0]{1,9}[^\W\d_]{1,40}){0,2})"
)
_OPENING = compile_later(r"[\0\W]{0,4}([^\W\d_]{1,12})(?:[ \0]{1,9}|['’])([^\W\d_]{4,40})")
_NAME = compile_later(r"(?<=[^\W\d_,][ \0])[^\W\d_a-zà-ÿ][^\W\d_]{2,40}")
_LEAD = 40


def is_told_of_another(plain: str, first: Span, second: Span, figure: Figure, language: Language) -> bool:
    """Tell whether the sentence of the second figure turns to something that that of the first does not tell of."""
    before = plain[second.start : figure.start]
    if _NEIGHBOURS.search(before) or _REACHES.search(before[-_LEAD:]):
        return True
    known = set(words(plain, *first))
    if not figure.is_money:
        part = _OF_A_PART.match(plain, figure.end)
        small = language.stop_words | language.definite_articles
        if part and not {word.lower() for word in part["what"].split()} <= known | small:
            return True
        return _open_with_other_nouns(plain, first, second, language)
    return _name_others(plain, first, before, language)


def _open_with_other_nouns(plain: str, first: Span, second: Span, language: Language) -> bool:
    """Tell whether both sentences begin with an article and a noun, and neither names what the other begins with."""
    one, two = _OPENING.match(plain, first.start), _OPENING.match(plain, second.start)
    if one is None or two is None:
        return False
    articles = language.definite_articles | {f"{word}'" for word in language.definite_articles}
    if one[1].lower() not in articles or two[1].lower() not in articles:
        return False
    mine, its = one[2].lower(), two[2].lower()
    return (
        mine not in words(plain, *second)
        and its not in words(plain, *first)
        and not is_small_title(its, language.code)
    )


def _name_others(plain: str, first: Span, before: str, language: Language) -> bool:
    """Tell whether a name stands in the one sentence, and another before the amount in the other."""
    if language.nouns_have_capitals:
        return False
    ones = set(_NAME.findall(plain[first.start : first.end]))
    others = set(_NAME.findall(before))
    return bool(ones) and bool(others) and ones.isdisjoint(others)
