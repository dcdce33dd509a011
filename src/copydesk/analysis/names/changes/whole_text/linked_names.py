"""Linked names: of several words with small words or brackets between them, that come back with a slip in one.

The Treaty of Lundmere, the Treaty of Landmere; the Barns (Lighting) Act; “The Salt Ledger”, “The Salt Ladger”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.changes.evidence import LEGAL_FORMS, are_told_apart
from copydesk.analysis.names.changes.likeness import shared_ends
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word
from copydesk.analysis.names.context import is_called_relative, is_in_lower_case, is_someone_elses
from copydesk.analysis.names.lexicon import (
    BODY_HEADS,
    CALENDAR,
    HONORIFICS,
    PLACE_HEADS,
    function_words,
    is_forename,
    is_known,
    is_place_or_people,
    is_proper,
    is_role,
    is_word,
    knows_words_of,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.inflection import is_declined, is_inflected
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_LINK = regex_later(
    r"[ \0\n](?:(?:of|for|in|on|and|the|de|du|des|la|le|les|l|d|del|las|los|el|da|do|dos|das|di|della|delle|dei|degli|"
    r"van|het|der|den|af|av|og|och|på|i|y|e|et|und|für|на|в|и|имени)[ \0\n'’]){1,2}\(?|\)?[ \0]\(?|-"
)
_LONGEST_LINK = 24
_MOST_WORDS = 6
_SHORTEST = 4
_LONG = 7
_TWO = 2
_MOST_GROUPS = 6_000


class _Named(NamedTuple):
    """Words of a name, with the small words between them, where they stand."""

    words: tuple[str, ...]
    start: int
    end: int


_Key = tuple[int, tuple[str, ...]]


def linked_names(
    text: str, capitals: CapitalWords, quoted: Sequence[tuple[int, int]], language: str | None
) -> Iterator[Variant]:
    """Find names that stand once and are another, which stands before, but for a slip in one word."""
    by_rest: dict[_Key, dict[str, list[_Named]]] = {}
    names = list(_names(text, capitals))
    yield from _other_orders(text, names, language)
    yield from _hyphenated_kinds(text, capitals, language)
    for name in names:
        for index in range(0, len(name.words), 2):
            rest = name.words[:index] + name.words[index + 1 :]
            by_rest.setdefault((index, rest), {}).setdefault(name.words[index], []).append(name)
        if len(by_rest) > _MOST_GROUPS:
            return
    seen: list[Span] = []
    marked = frozenset(quoted)
    found = [pair for (index, _), alike in by_rest.items() for pair in _pairs(alike, index)]
    for first, second, index in sorted(found, key=lambda pair: -len(pair[0][0].words)):
        right, wrong = first[0].words[index], second.words[index]
        place = Span(second.start, second.end)
        if any(place.start < other.end and other.start < place.end for other in seen):
            continue
        is_title = (second.start, second.end) in marked and (first[0].start, first[0].end) in marked
        if not (
            _is_of_other_kind(text, first, second, index, language)
            or _is_other_form(text, first, second, index, language)
            or _begin_alike(text, first, second, index, language)
            or _may_be_slip(text, first, second, index, language, is_title=is_title)
        ):
            continue
        better = tuple(Span(name.start, name.end) for name in first)
        if is_spelling_meant(text, (place,), better, language, are_marked=is_title):
            continue
        seen.append(place)
        spelling, other = (text[at.start : at.end].replace("\0", " ") for at in (place, better[0]))
        why = f"only “{right}” and “{wrong}” differ"
        yield Variant(VariantKind.ORGANISATION, spelling, other, (place,), better, why)


def _hyphenated_kinds(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find compounds whose last part says what kind a thing is, and changes once: Brandau-Preis, Brandau-Medaille."""
    groups = _kind_groups(language)
    by_half: dict[str, dict[str, list[Word]]] = {}
    for token, words in capitals.by_text.items() if groups else ():
        half, hyphen, kind = token.rpartition("-")
        if hyphen and kind.lower() in groups and len(half) >= _SHORTEST:
            by_half.setdefault(half, {}).setdefault(token, []).extend(words)
    for half, kinds in by_half.items():
        if len(kinds) != _TWO or is_known(half, language) or _is_common(half):
            continue
        first, second = sorted(kinds.values(), key=lambda words: words[0].start)
        one, other = first[0].text, second[0].text
        if (
            len(first) < _TWO
            or len(second) > 1
            or groups[one[len(half) + 1 :].lower()].isdisjoint(groups[other[len(half) + 1 :].lower()])
        ):
            continue
        names = [_Named((word.text,), word.start, word.end) for word in first]
        if not _is_another(text, names, _Named((other,), *second[0].span), language):
            places = tuple(word.span for word in first)
            why = "only the last part differs"
            yield Variant(VariantKind.ORGANISATION, other, one, (second[0].span,), places, why)


def _other_orders(text: str, names: Sequence[_Named], language: str | None) -> Iterator[Variant]:
    """Find long names whose words, or whose small words, change: the Rivers and Fisheries Trust; Mémoire de(s) Lys."""
    by_words: dict[frozenset[str], dict[tuple[str, ...], list[_Named]]] = {}
    for name in names:
        content = name.words[::2]
        if is_forename(content[0]) or len(set(content)) < len(content):
            continue
        if len(content) >= _TWO and not any(word.lower() in function_words() for word in content):
            by_words.setdefault(frozenset(content), {}).setdefault(name.words, []).append(name)
    for forms in by_words.values():
        if len(forms) != _TWO:
            continue
        first, others = sorted(forms.values(), key=lambda form: form[0].start)
        second = others[0]
        if len(others) > 1 or _is_another(text, first, second, language):
            continue
        if not _is_in_other_order(first[0], second, language):
            continue
        places, better = (tuple(Span(name.start, name.end) for name in each) for each in (others, first))
        if is_spelling_meant(text, places, better, language):
            continue
        spelling, other = (text[at[0].start : at[0].end].replace("\0", " ") for at in (places, better))
        yield Variant(VariantKind.ORGANISATION, spelling, other, places, better, _OTHER_ORDER)


_OTHER_ORDER = "the same words, but not in the same order or with other small words between them"


def _is_in_other_order(first: _Named, second: _Named, language: str | None) -> bool:
    """Tell whether two of four words or more change places, or a small word of a rare name is another form of one."""
    one, other = first.words[::2], second.words[::2]
    known = [is_known(word, language) or _is_common(word) for word in one]
    if one != other:
        moved = sum(a != b for a, b in zip(one, other, strict=True))
        return len(one) > 3 and moved == _TWO and first.words[1::2] == second.words[1::2]
    links = [pair for pair in zip(first.words[1::2], second.words[1::2], strict=True) if pair[0] != pair[1]]
    return (
        len(links) == 1
        and all(link.isalpha() and link.islower() for link in links[0])
        and links[0][0][:1] == links[0][1][:1]
        and not all(known)
    )


def _names(text: str, capitals: CapitalWords) -> Iterator[_Named]:
    """List all rows of two to six words with capitals, as words and what links them, in turns.

    Two of them share all words but one, so that a row without a word that stands twice has no like, and is left out.
    """
    again = {token for token, words in capitals.by_text.items() if len(words) > 1}
    if not again:
        return
    row: list[Word] = []
    links: list[str] = []
    last_again = -1  # in the row
    for word in capitals.words:
        link = _link(text, row[-1].end, word.start) if row else None
        if link is None:
            row, links, last_again = [], [], -1
        else:
            if len(row) == _MOST_WORDS:
                row, links, last_again = row[1:], links[1:], last_again - 1
            links.append(link)
        row.append(word)
        if word.text in again:
            last_again = len(row) - 1
        for first in range(min(len(row) - 1, last_again + 1)):
            if not _may_begin(row[first].text):
                continue
            words = [row[first].text]
            for link_text, each in zip(links[first:], row[first + 1 :], strict=True):
                words += [link_text, each.text]
            yield _Named(tuple(words), row[first].start, row[-1].end)


def _link(text: str, start: int, end: int) -> str | None:
    """Return what links two words of a row: small words or nothing; None if something else stands between them."""
    between = text[start:end]
    if between in (" ", "\0"):
        return ""
    return _small_words(between) if len(between) <= _LONGEST_LINK else None


@lru_cache(1024)
def _small_words(between: str) -> str | None:
    return " ".join(between.replace("\0", " ").split()) if _LINK.fullmatch(between) else None


def _may_begin(word: str) -> bool:
    return len(word) > 1 and (word not in HONORIFICS or word in _OF_SHIPS)


_OF_SHIPS = frozenset("Captain Lady Princess Queen".split())
"""Titles that ships and pubs have in their names, too."""


def _pairs(alike: dict[str, list[_Named]], index: int) -> Iterator[tuple[list[_Named], _Named, int]]:
    if len(alike) != _TWO:
        return
    one, other = sorted(alike.values(), key=lambda names: names[0].start)
    if len(other) == 1:
        yield one, other[0], index
    elif len(one) == 1 and len(other) > _TWO:
        yield other, one[0], index


def _may_be_slip(
    text: str, first: Sequence[_Named], second: _Named, index: int, language: str | None, *, is_title: bool
) -> bool:
    right, wrong = first[0].words[index], second.words[index]
    is_in_brackets = index > 0 and second.words[index - 1].endswith("(")
    if not _are_near(right, wrong, language, is_in_brackets=is_in_brackets):
        return False
    rest = [word for at, word in enumerate(second.words) if at % 2 == 0 and at != index]
    is_linked = any(second.words[1::2])
    if is_forename(second.words[0]) and not is_linked and not is_title:
        return False  # people's names are read elsewhere
    if all(map(_is_common, (right, wrong))):
        return False
    is_firm = (
        not LEGAL_FORMS.isdisjoint(rest) and min(len(right), len(wrong)) > _LONG and right[0] == wrong[0]
    )
    if is_firm and _PLACED.match(text, second.end):
        return False
    if (
        not is_firm
        and not any(map(_tells, rest))
        and not (len(right) > _LONG and rest[0][0].isupper() and index)
    ):
        return False
    if any(_is_of_other_things(word, language) for word in (right, wrong)):
        return False
    known = is_known(right, language) and is_known(wrong, language)
    if nouns_have_capitals(language) and not is_title and known and len(rest) < _TWO:
        return False
    if (
        not is_title
        and not (is_firm and not known)
        and (known or nouns_have_capitals(language))
        and not (
            any(not is_known(word, language) and not _is_common(word) for word in rest)
            or (is_linked and len(rest) > 1)
            or (len(rest) > 1 and right[0] == wrong[0] and not nouns_have_capitals(language))
            or (not nouns_have_capitals(language) and _stand_behind_article(text, first, second, language))
        )
    ):
        return False
    if is_in_lower_case(text, wrong) and is_in_lower_case(text, right):
        return False
    return not _is_another(text, first, second, language)


def _is_of_other_kind(
    text: str, first: Sequence[_Named], second: _Named, index: int, language: str | None
) -> bool:
    """Tell whether the two words say what the thing is, and the others name hardly anything else: Prize, Award."""
    groups = _kind_groups(language)
    right, wrong = (name.words[index].lower() for name in (first[0], second))
    if groups.get(right, frozenset()).isdisjoint(groups.get(wrong, ())):
        return False
    rest = [word for at, word in enumerate(second.words) if at % 2 == 0 and at != index]
    tells = [
        word
        for word in rest
        if _tells(word) and not _is_common(word) and word.lower() not in groups and not _GENERAL.match(word)
    ]
    rare = [word for word in tells if not is_known(word, language)]
    if nouns_have_capitals(language) and len(rare) == 1 and rare[0].endswith("er"):
        return False  # Hexfelder Allee, Hexfelder Straße: two streets
    if are_told_apart(text, first[0].words[index], second.words[index]):
        return False
    if not rare and len(tells) < _TWO:
        return False
    return not _is_another(text, first, second, language)


def _is_other_form(
    text: str, first: Sequence[_Named], second: _Named, index: int, language: str | None
) -> bool:
    """Tell whether the second of two words of a thing's own name has another ending: Old Drummer, Old Drum.

    In English a capital within a sentence tells of a name; a plural in s may speak of more than one.
    """
    if not knows_words_of(language) or index != _TWO or len(second.words) != _TWO + 1 or second.words[1]:
        return False
    right, wrong = first[0].words[index], second.words[index]
    shorter, longer = sorted((right, wrong), key=len)
    is_form = longer in (shorter + "ie", shorter + "er") or (
        shorter.endswith("y") and longer == shorter[:-1] + "ies"
    )
    head = second.words[0]
    if not is_form or is_role(right) or is_role(wrong) or is_forename(head) or _is_common(head):
        return False
    if any(is_in_lower_case(text, word) for word in (right, wrong)):
        return False
    return not _is_another(text, first, second, language)


def _begin_alike(
    text: str, first: Sequence[_Named], second: _Named, index: int, language: str | None
) -> bool:
    """Tell whether two rare words before the same word of a kind begin alike: Elmgrove Academy, Elmgate Academy."""
    right, wrong = first[0].words[index], second.words[index]
    rest = [word for at, word in enumerate(second.words) if at % 2 == 0 and at != index]
    kinds = BODY_HEADS | PLACE_HEADS
    if not any(word in kinds or word.lower() in _kind_groups(language) for word in rest):
        return False
    if any(is_known(word, language) or is_word(word) or _is_common(word) for word in (right, wrong)):
        return False
    if right.count("-") != wrong.count("-"):
        return False  # St Alda's Day, St Alda-by-the-Weir
    start, _ = shared_ends(right, wrong)
    shorter, longer = sorted((fold(right), fold(wrong)), key=len)
    if (
        start < _SHORTEST - 1
        or start * 2 < len(shorter)
        or longer.startswith(shorter)
        or len(shorter) < _LONG - 1
    ):
        return False
    if is_inflected(shorter, longer) or nouns_have_capitals(language):
        return False
    return not _is_another(text, first, second, language)


_GENERAL = regex_later(
    r"(?:Inter)?[Nn]a[ct]ion|Europ|Federa|Region|Central|Royal|Public|State|General|Local|World|United|Joint"
)
"""What begins a word that many bodies share."""


@cache
def _kind_groups(language: str | None) -> dict[str, frozenset[int]]:
    """Return the numbers of the groups that each word of a kind is in."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(language_data(language).kind_words):
        for word in line.split():
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups


def _is_another(text: str, first: Sequence[_Named], second: _Named, language: str | None) -> bool:
    """Tell whether both stand in one sentence, or the text says whose the other is, or names it with others."""
    places, better = ([Span(name.start, name.end) for name in names] for names in ([second], first))
    return (
        stand_together(text, places, better)
        or _APPOSED.match(text, second.end) is not None
        or is_someone_elses(text, second.start)
        or is_called_relative(text, second.start, language)
        or _JOINED_BEFORE.search(text, max(0, second.start - 40), second.start) is not None
        or _JOINED_BEHIND.match(text, second.end) is not None
    )


_PLACED = regex_later(r"[ \0](?:aus|de|di|from|in|of|à)[ \0]\p{Lu}")
"""Behind a firm's name, what tells where it is: it may be another one."""
_APPOSED = regex_later(
    r",[ \0](?:its|his|her|their|an?|son|sa|leur|une?|seine?|ihre?|eine?|su|una?|uma?|suo|sua|zijn|haar|een|en|et)[ \0]"
)
_AND = r"(?:and|or|und|oder|et|ou|y|o|e|en|of|og|och|i|oraz|lub)"
_JOINED_BEFORE = regex_later(
    rf"(?<![\p{{L}}'’-])\p{{Lu}}[\p{{L}}'’-]{{1,38}},?[ \0]{_AND}[ \0](?:\p{{Ll}}{{2,3}}[ \0])?$"
)
_JOINED_BEHIND = regex_later(rf",?[ \0]{_AND}[ \0](?:\p{{Ll}}{{2,3}}[ \0])?\p{{Lu}}")


def _is_common(word: str) -> bool:
    return is_proper(word) or is_forename(word) or word.lower() in function_words()


def _is_of_other_things(word: str, language: str | None) -> bool:
    """Tell whether a word tells of a time, a people, a quarter of the compass or a number, as names of two do."""
    lower = word.lower()
    return (
        word in CALENDAR
        or is_place_or_people(word)
        or _COMPASS.search(lower) is not None
        or lower in language_data(language).scale_words
        or lower in function_words()
    )


_COMPASS = regex_later(r"^(?:north|south|east|west|nord|süd|sud|ost|öst|øst|vest|väst|noord|zuid|oost)")


def _stand_behind_article(text: str, first: Sequence[_Named], second: _Named, language: str | None) -> bool:
    """Tell whether a definite article in lower case stands before both, as before the name of a band or a ship."""
    articles = language_data(language).definite_articles
    return all(
        (before := _WORD_BEFORE.search(text, max(0, name.start - 12), name.start)) is not None
        and before[1] in articles
        for name in (first[0], second)
    )


_WORD_BEFORE = regex_later(r"(?<!\p{L})(\p{Ll}+)[ \0]$")


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word.lower() not in function_words()


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _are_near(right: str, wrong: str, language: str | None, *, is_in_brackets: bool) -> bool:
    """Tell whether one word is the other with a letter or two changed, and no form of it."""
    one, other = (fold(_without_possessive(word)) for word in (right, wrong))
    shorter, longer = sorted((one, other), key=len)
    if one == other or len(shorter) < _SHORTEST or right.isupper() or wrong.isupper():
        return False
    if is_in_brackets and longer.startswith(shorter) and longer[len(shorter) :] == "ing":
        return True
    if longer.startswith(shorter) or "-" in right + wrong or is_inflected(one, other):
        return False
    if language_data(language).surnames_decline and is_declined(one, other):
        return False
    distance = OSA.distance(one, other, score_cutoff=2)
    start, end = shared_ends(one, other)
    if distance == 1:
        return end > 0 or start >= _SHORTEST - 1
    return distance == _TWO and len(shorter) >= _LONG and start > 1 and end > 1
