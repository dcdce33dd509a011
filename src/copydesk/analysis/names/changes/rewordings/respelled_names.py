"""Respelled names: of things, whose words are the same but for small words, endings, apostrophes, hyphens or spaces.

The Ostrander Institute for Biology, the Ostrander Institute of Biology; Tallow Quay, Tallow Quays; Widow's Steps,
Widows Steps; Millrace Press, Mill Race Press; rue des Tanneurs, rue des Tanneur.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from regex import Match

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.changes.name_mentions import stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords
from copydesk.analysis.names.lexicon import (
    BODY_HEADS,
    HONORIFICS,
    PLACE_HEADS,
    function_words,
    is_forename,
    is_place_or_people,
    is_proper,
    is_role,
    may_know_words_of,
    nouns_have_capitals,
)
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_SMALL = (
    r"(?:of|for|the|de|du|des|la|le|les|l['’]|d['’]|del|las|los|el|da|do|dos|das|di|della|delle|dei|degli|dell['’]|"
    r"dalla|dalle|van|het|der|den|für|af|av)"
)
_OF = r"(?:de|du|des|d['’]|del|do|dos|da|das|di|della|delle|dei|degli|dell['’]|von|van|af|av)"
_GAP = r"(?:[ \0]|(?<=['’]))"
_NEXT = (
    rf"(?:&[ \0])?\p{{Lu}}[\p{{L}}'’-]+|(?:{_SMALL}{_GAP}){{1,2}}\p{{Lu}}[\p{{L}}'’-]{{2,}}|"
    rf"{_OF}{_GAP}(?:{_SMALL}{_GAP})?\p{{Ll}}[\p{{L}}-]{{2,}}"
)
_NAME = regex_later(
    rf"(?<![\p{{L}}\p{{N}}_@#/.'’-])(?:(?P<head>\p{{Ll}}{{3,}})[ \0](?P<small>(?:{_SMALL}{_GAP}){{0,2}}))?"
    rf"(?P<name>\p{{Lu}}[\p{{L}}'’-]*(?:[ \0](?:{_NEXT})){{0,5}})"
)
_MOST = 3_000
_TITLE = regex_later(r"\p{Lu}[\p{L}'’-]*(?:[ \0][\p{L}'’-]+){1,7}")
_ITALIC = regex_later(r"\0(\p{Lu}[^\0\n.!?]{3,60})\0")
_TOKEN = regex_later(rf"(?P<small>(?<![\p{{L}}]){_SMALL}(?:(?=[ \0])|(?<=['’])))|[\p{{L}}][\p{{L}}'’-]*|&")
_TAG = regex_later(r"(?:(?<![*_])[*_]|<(?:i|em|cite)\b[^<>]{0,20}>)\Z")
_LONGEST_TAG = 30
_LONGEST_TITLE = 60
_TWO = 2


class _Form(NamedTuple):
    """A name where it stands.

    Attributes:
        content: the words that carry it.
        small: the small words before each of them.
        place: where it stands.
        is_title: whether it stands in marks.
        head: the word in lower case before it, if the name has but one word.
    """

    content: tuple[str, ...]
    small: tuple[str, ...]
    place: Span
    is_title: bool
    head: str
    is_whole: tuple[bool, bool]


_Key = tuple[str, str]
"""The noun in lower case before a name, and what its words say."""


def respelled_names(
    text: str,
    source: str,
    capitals: CapitalWords,
    quoted: Sequence[tuple[int, int]],
    language: str | None,
) -> Iterator[Variant]:
    """Find names that stand once and are another, which stands before or more often, but for what says nothing."""
    if not capitals.words:
        return
    known: set[tuple[_Key, Span]] = set()
    by_key: dict[_Key, dict[tuple[str, ...], list[_Form]]] = {}
    for form in _forms(text, source, quoted, language):
        key = (form.head, "".join(_key(word, language) for word in form.content))
        if (key, form.place) in known:
            continue
        known.add((key, form.place))
        by_key.setdefault(key, {}).setdefault(_spelling(form, language), []).append(form)
    found = []
    for spellings in by_key.values():
        if len(spellings) != _TWO:
            continue
        one, other = sorted(spellings.values(), key=lambda forms: forms[0].place)
        if len(other) > 1:
            if len(one) > 1 or len(other) < 3:
                continue
            one, other = other, one
        found.append((one, other[0]))
    seen: list[Span] = []
    for first, second in sorted(found, key=lambda pair: -len(pair[1].content)):
        place = second.place
        if any(place.start < each.end and each.start < place.end for each in seen):
            continue
        why = _why(text, first, second, language)
        if why is None:
            continue
        better = tuple(form.place for form in first)
        if stand_together(text, [place], better) or is_spelling_meant(
            text, (place,), better, language, are_marked=second.is_title
        ):
            continue
        seen.append(place)
        spelling, right = (text[at.start : at.end].replace("\0", " ").strip() for at in (place, better[0]))
        yield Variant(VariantKind.ORGANISATION, spelling, right, (place,), better, why)


def _spelling(form: _Form, language: str | None) -> tuple[str, ...]:
    """Return the words of a form, each with the small ones before it; in German, without the ending of a genitive."""
    content = form.content
    if nouns_have_capitals(language):
        content = tuple(word.removesuffix("s") for word in content)
    return tuple(f"{small} {word}" for small, word in zip(form.small, content, strict=True))


def _forms(
    text: str, source: str, quoted: Sequence[tuple[int, int]], language: str | None
) -> Iterator[_Form]:
    for start, end in quoted:
        start, end = _without_spaces(text, start, end)
        if end - start <= _LONGEST_TITLE and _TITLE.fullmatch(text, start, end):
            yield from _title(text, start, end)
    if "\0" in text:
        for match in _ITALIC.finditer(text, overlapped=True):
            if _TAG.search(
                source, max(0, match.start(1) - _LONGEST_TAG), match.start(1)
            ) and _TITLE.fullmatch(match[1]):
                yield from _title(text, *match.span(1))
    for count, match in enumerate(_NAME.finditer(text)):
        if count > _MOST:
            return
        yield from _rows(text, match, has_heads=not may_know_words_of(language))


def _without_spaces(text: str, start: int, end: int) -> Span:
    quoted = text[start:end]
    return Span(end - len(quoted.lstrip(_SPACES)), start + len(quoted.rstrip(_SPACES)))


_SPACES = " \0\u00a0\u202f"


def _title(text: str, start: int, end: int) -> Iterator[_Form]:
    content, small, _ = _split(text, start, end)
    if len(content) >= _TWO:
        yield _Form(content, small, Span(start, end), True, "", (True, True))


def _split(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...], list[Span]]:
    """Return the words that carry a name, the small words before each, and the place of each."""
    content: list[str] = []
    small: list[str] = []
    places: list[Span] = []
    before: list[str] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if match["small"] or word == "&":
            before.append(word.lower().replace("’", "'"))
        else:
            content.append(word.replace("’", "'"))
            small.append(" ".join(before))
            places.append(Span(*match.span()))
            before = []
    return tuple(content), tuple(small), places


def _rows(text: str, match: Match[str], *, has_heads: bool) -> Iterator[_Form]:
    """Yield the rows of two words or more in a name, and those that a noun in lower case stands before."""
    content, small, places = _split(text, *match.span("name"))
    end = len(content)
    begin = next((at for at, word in enumerate(content) if word.lower() not in function_words()), 0)
    for first in range(end):
        if not content[first][0].isupper() or content[first] in HONORIFICS:
            continue
        for last in range(first + 1, end):
            words = _at_end(content[first : last + 1])
            place = Span(places[first].start, places[last].end - len(content[last]) + len(words[-1]))
            yield _Form(
                words, ("", *small[first + 1 : last + 1]), place, False, "", (first == begin, last == end - 1)
            )
    head = match["head"]
    if head and has_heads and head not in function_words():
        lead = " ".join(match["small"].replace("\0", " ").split())
        for last in range(end):
            words = content[: last + 1]
            place = Span(match.start("head"), places[last].end)
            yield _Form(words, (lead, *small[1 : last + 1]), place, False, head, (True, last == end - 1))


def _at_end(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without the possessive ending of the last."""
    last = words[-1]
    if last.endswith(("'s", "’s")):
        last = last[:-2]
    return (*words[:-1], last.rstrip("'’-"))


@lru_cache(4096)
def _key(word: str, language: str | None) -> str:
    plain = fold(word).lower().replace("’", "'").replace("'", "")
    return "".join(_stem(part, language) for part in plain.split("-"))


def _stem(part: str, language: str | None) -> str:
    if len(part) < _SHORTEST:
        return part
    part = part.removesuffix("s")
    return part if may_know_words_of(language) else part.rstrip("aeio")


_SHORTEST = 4


def _why(text: str, first: Sequence[_Form], second: _Form, language: str | None) -> str | None:
    """Say what differs in two forms of a name; None if they may be two names, or forms of one that both are right."""
    one = first[0]
    is_title = one.is_title and second.is_title
    if not is_title and is_forename(one.content[0]) and not one.head:
        return None
    if one.head and one.head not in _kinds(language):
        return None
    if len(one.content) != len(second.content):
        return _JOINED if _are_joined(one, second) else None
    differing = [
        at for at, pair in enumerate(zip(one.content, second.content, strict=True)) if len(set(pair)) > 1
    ]
    if not differing:
        return _SMALL_WORDS if is_title or _differ_in_small_words(one, second, language) else None
    if len(differing) > 1:
        return None
    at = differing[0]
    right, wrong = one.content[at], second.content[at]
    last = len(one.content) - 1
    if at == 0 and not (one.is_whole[0] and second.is_whole[0]):
        return None
    if at == last and not (one.is_whole[1] and second.is_whole[1]):
        return None
    bare, other = (_APOSTROPHE.sub("", word) for word in (right, wrong))
    if bare == other:
        return _APOSTROPHE_DIFFERS
    is_possessive = bare != right or other != wrong
    if is_possessive or fold(bare).lower() == fold(other).lower() or min(len(bare), len(other)) < _SHORTEST:
        return None
    if not (bare[1:].islower() and other[1:].islower()):
        return None
    if is_title:
        declines = nouns_have_capitals(language) or language_data(language).surnames_decline
        is_other = _say_a_name(one.content) and not declines
    else:
        is_other = _is_other_number(text, first, second, at, language)
    if is_other:
        return f"only “{right}” and “{wrong}” differ"
    return None


_APOSTROPHE = regex_later("['’]")
_APOSTROPHE_DIFFERS = "the words are the same but for an apostrophe"
_JOINED = "the words are the same but for a space"
_SMALL_WORDS = "the words are the same but for a small one"


def _say_a_name(words: tuple[str, ...]) -> bool:
    """Tell whether two words or more have a capital, as in a title."""
    return sum(word[0].isupper() for word in words) >= _TWO


def _differ_in_small_words(one: _Form, second: _Form, language: str | None) -> bool:
    """Tell whether a body's or a place's name has other small words: Institute for Biology, Institute of Biology."""
    pairs = [pair for pair in zip(one.small, second.small, strict=True) if pair[0] != pair[1]]
    if len(pairs) > 1 or any("&" in small for pair in pairs for small in pair):
        return False
    if one.head:
        return bool(one.small[0] == second.small[0] or all(pairs[0]))
    capital = [word for word in one.content if word[0].isupper()]
    if len(capital) < _TWO:
        return False
    is_body = any(word in BODY_HEADS or word.lower() in _kinds(language) for word in capital)
    if not all(pairs[0]):
        return is_body and len(capital) > _TWO and not may_know_words_of(language)
    return is_body


def _are_joined(one: _Form, second: _Form) -> bool:
    """Tell whether two words of one form stand as one in the other: Mill Race Press, Millrace Press."""
    longer, shorter = sorted((one.content, second.content), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or (len(shorter) < _TWO and not one.head):
        return False
    if one.head and one.small[0] != second.small[0]:
        return False
    extra = [word for word in shorter if word not in longer]
    parts = [word for word in longer if word not in shorter]
    if len(extra) != 1 or len(parts) != _TWO:
        return False
    word = extra[0]
    return (
        len(word) >= _LONG
        and word.istitle()
        and all(part.istitle() for part in parts)
        and word.lower() == "".join(parts).lower()
    )


_LONG = 6


def _is_other_number(text: str, first: Sequence[_Form], second: _Form, at: int, language: str | None) -> bool:
    """Tell whether a word of a thing's name has another number or gender, where neither means other things."""
    one = first[0]
    last = len(one.content) - 1
    right, wrong = one.content[at], second.content[at]
    if any(is_role(word) or is_place_or_people(word) or is_proper(word) for word in (right, wrong)):
        return False
    if language_data(language).surnames_decline or nouns_have_capitals(language):
        return False
    if at < last and one.small[at + 1] == "&":
        return one.small == second.small
    if may_know_words_of(language):
        if at < last:
            return one.small[at + 1] == "" and one.small == second.small
        kinds = _kinds(language)
        if min(right, wrong, key=len).lower() not in kinds and min(right, wrong, key=len) not in PLACE_HEADS:
            return False
        if min(right, wrong, key=len).lower() in _MANY:
            return False
        before = {_before(text, form.place.start) for form in first if form.is_whole[0]}
        own = _before(text, second.place.start)
        return own != "" and second.is_whole[0] and own in before
    if one.head:
        return right[0].isupper()
    shorter, longer = sorted((right, wrong), key=len)
    if at == 0:
        return shorter[-1] in _CUT and longer in (shorter + "o", shorter + "e") and one.small == second.small
    return one.content[0].lower() in _kinds(language)


_CUT = frozenset("lnr")
"""Letters before which an Italian noun loses its last vowel before another word: Pian delle Gerle."""


_MANY = frozenset("award grant medal prize".split())


def _before(text: str, start: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, start - 14), start)
    return match[1] if match else ""


_WORD_BEFORE = regex_later(r"(?<!\p{L})(\p{Ll}+)[ \0]$")


@cache
def _kinds(language: str | None) -> frozenset[str]:
    """Return the words that say what kind a thing is."""
    data = language_data(language)
    return data.thing_words.union(word for line in data.kind_words for word in line.split())
