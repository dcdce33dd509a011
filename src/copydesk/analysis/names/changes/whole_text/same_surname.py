"""Same surname: somebody's first name, or the name after the father, that comes back as another one.

Захар Бортников, Зот Бортников; Hildur Ketilsdóttir, Hildur Ketilsson.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.capitals import CapitalWord
from copydesk.analysis.names.changes.evidence import has_other_role
from copydesk.analysis.names.changes.name_mentions import Mention, stand_together
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word, may_decline
from copydesk.analysis.names.context import (
    is_called_relative,
    is_someone_elses,
    says,
    words_of,
)
from copydesk.analysis.names.lexicon import (
    HONORIFICS,
    are_nicknames,
    function_words,
    is_forename,
    is_known,
    is_place_or_people,
    is_proper,
    is_role,
    is_small_title,
    is_word,
    kin_words,
)
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.spelling.rarity import are_unknown
from copydesk.analysis.names.spelling.slips import OF_ONE_PLACE, fold, slip
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_PATRONYMIC = regex_later(r"(\p{Lu}\p{L}+?)(?:[оеё]вич|[оеі]вн|ївн|йович|инич|иничн)\p{L}{0,3}")
_SCANDINAVIAN = regex_later(r"(\p{Lu}\p{L}{2,}?)(s[oy]n|sen|d[oó]ttir|datter)(?:ar|i|ur)?")
_APPOSED = regex_later(
    r"[\s\0]?(?:,[\s\0]+(?:(?!\p{Ll}+(?:ing|ant|ando|endo)\b)\p{Ll}|\d)|\(|[\s\0][–—-][\s\0])"
)
_SHORTEST, _SHORTEST_GIVEN = 5, 3
_ENDING = 3
_MOST = 400
_TWO = 2


class _Full(NamedTuple):
    """A first name and the name behind it."""

    given: Word
    last: Word

    @property
    def span(self) -> Span:
        """Return the place of both."""
        return Span(self.given.start, self.last.end)


def same_surname(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find full names of two words that are another but for the first name or what tells the father's."""
    if kin_words(language).isdisjoint(words_of(text)):
        yield from _changed_initials(text, language)
    full = [
        _Full(first, second)
        for first, second in zip(capitals.words, capitals.words[1:], strict=False)
        if text[first.end : second.start] in (" ", "\0", "\n")
    ]
    if not 1 < len(full) < _MOST:
        return
    yield from _changed_fathers(text, full, language)
    yield from _changed_speakers(text, full, language)
    if language_data(language).surnames_lead:
        yield from _changed_families(text, full, language)
    yield from _changed_givens(
        text, full, language, is_grown_only=not kin_words(language).isdisjoint(words_of(text))
    )


def _changed_fathers(text: str, full: Sequence[_Full], language: str | None) -> Iterator[Variant]:
    for pattern in (_PATRONYMIC, _SCANDINAVIAN):
        is_of_two = pattern is _SCANDINAVIAN
        known: list[tuple[_Full, str]] = []
        for name in full:
            match = pattern.fullmatch(name.last.text)
            if not match:
                continue
            father = match[1] + match[2][:2] if is_of_two else match[1]
            same = [(other, what) for other, what in known if _are_forms(other.given.text, name.given.text)]
            if same and all(what != father for _, what in same):
                first = same[0][0]
                if not is_of_two or same[0][1][:-2] == match[1]:
                    yield from _doubt(text, [first], name, "the first name is the same", language)
            known.append((name, father))


def _changed_initials(text: str, language: str | None) -> Iterator[Variant]:
    """Find a middle initial that changes, also where both names take endings: Jana W. Stachurki, Jan M. Stachurka."""
    declines = may_decline(language)
    known: list[tuple[_Full, str]] = []
    for match in kept_matches(_INITIAL, text):
        if match[1] in HONORIFICS or is_role(match[1]) or is_small_title(match[1].lower(), language):
            continue  # Cllr J. Orrin
        name = _Full(Word(match[1], *match.span(1)), Word(match[3], *match.span(3)))
        same = [
            (other, initial)
            for other, initial in known[:_MOST]
            if _share_surname(other, name, declines=declines) and _share_given(other, name, declines=declines)
        ]
        if same and all(initial != match[2] for _, initial in same):
            yield from _doubt(text, [same[0][0]], name, "the initial between the names differs", language)
        known.append((name, match[2]))


_INITIAL = regex_later(r"(?<![\p{L}'’-])(\p{Lu}\p{Ll}{2,})[ \0](\p{Lu})\.[ \0]?(\p{Lu}\p{Ll}{3,})(?!\p{L})")


def _changed_givens(
    text: str, full: Sequence[_Full], language: str | None, *, is_grown_only: bool
) -> Iterator[Variant]:
    by_start: dict[str, list[_Full]] = {}
    for name in full:
        last = name.last.text
        given = name.given.text
        if (
            len(last) >= _SHORTEST
            and len(given) >= _SHORTEST_GIVEN
            and last[1:].islower()
            and given.isalpha()
        ):
            by_start.setdefault(last[:4], []).append(name)
    declines = may_decline(language)
    for names in by_start.values():
        for at, name in enumerate(names):
            family = [other for other in names if _share_surname(other, name, declines=declines)]
            others = [other for other in family if not _share_given(other, name, declines=declines)]
            if len(family) - len(others) > 1 or not others or name in others or others[0].span > name.span:
                continue
            if any(not _share_given(others[0], other, declines=declines) for other in others):
                continue
            if is_grown_only and not _is_grown(others[0].given.text, name.given.text):
                continue
            if at and _may_be_one(text, others[0], name, language):
                why = "the surname is the same, and the text introduces nobody else"
                yield from _doubt(text, others, name, why, language)


def _changed_families(text: str, full: Sequence[_Full], language: str | None) -> Iterator[Variant]:
    """Find a surname before a first name that a slip parts from another's: Bartos Lídiát, Barttos Lídia."""
    by_start: dict[str, list[_Full]] = {}
    for name in full:
        if min(len(name.given.text), len(name.last.text)) > _SHORTEST_GIVEN:
            by_start.setdefault(name.last.text[:_SHORTEST_GIVEN], []).append(name)
    for names in by_start.values():
        for at, name in enumerate(names):
            same = [other for other in names[:at] if _are_forms(other.last.text, name.last.text)]
            if not same or text.count(name.given.text) > 1 or same[0].given.text == name.given.text:
                continue
            why = slip(same[0].given.text, name.given.text)
            if why in OF_ONE_PLACE and are_unknown(_SHORTEST, same[0].given.text, name.given.text):
                yield from _doubt(text, same[:1], name, f"{why}, and the first name is the same", language)


def _changed_speakers(text: str, full: Sequence[_Full], language: str | None) -> Iterator[Variant]:
    """Find somebody who speaks once, introduced nowhere, whose given name is nearly that of somebody introduced.

    Both have the same rare surname: Livia Montanaro, 34; said Lucia Montanaro.
    """
    by_last: dict[str, list[_Full]] = {}
    for name in full:
        by_last.setdefault(name.last.text, []).append(name)
    for last, names in by_last.items():
        if len(names) < _TWO or len(last) < _SHORTEST or not are_unknown(_SHORTEST - 1, last):
            continue
        for name in names[1:]:
            given = name.given.text
            if any(other is not name and other.given.text == given for other in names):
                continue
            rights = [
                other for other in names if other.given.text != given and _begin_and_end_alike(other, name)
            ]
            if not rights or rights[0].span > name.span or len({other.given.text for other in rights}) > 1:
                continue
            if (
                not _is_introduced(text, rights[0])
                or _PRESENTED.match(text, name.last.end)
                or not _says(text, name)
            ):
                continue
            if text.count(given) > 1 or is_called_relative(text, name.given.start, language):
                continue
            why = "the surname is the same, and the first name is nearly so"
            yield from _doubt(text, rights, name, why, language)


def _begin_and_end_alike(right: _Full, wrong: _Full) -> bool:
    one, other = fold(right.given.text), fold(wrong.given.text)
    if min(len(one), len(other)) <= _SHORTEST_GIVEN or are_nicknames(right.given.text, wrong.given.text):
        return False
    alike = one[0] == other[0] and one[-1] == other[-1]
    return (
        alike
        and abs(len(one) - len(other)) < _TWO
        and 0 < OSA.distance(one, other, score_cutoff=_TWO) <= _TWO
    )


def _is_introduced(text: str, name: _Full) -> bool:
    return _APPOSED.match(text, name.last.end) is not None


_PRESENTED = regex_later(
    r"[\s\0]?(?:,[\s\0]+(?:\d|(?:who|an?|the|its|der|die|das|eine?|qui|une?|un|una|uma?|el|la|le|il|o|que|che|een|som|en|ett|et"
    r"|któr[ya]|kter[ýá]|de \d|di \d|von \d)(?!\p{L}))|\(|[\s\0][–—-][\s\0])"
)
"""Behind a name, what tells who it is, even where the sentence would go on behind a comma."""


def _says(text: str, name: _Full) -> bool:
    """Tell whether a verb of saying stands beside a full name."""
    one = CapitalWord(name.given.text, *name.given.span)
    other = CapitalWord(name.last.text, *name.last.span)
    return says(text, one) or says(text, other) or _is_quoted(text, name)


def _share_surname(one: _Full, other: _Full, *, declines: bool) -> bool:
    first, second = one.last.text, other.last.text
    return first == second or (declines and _are_forms(first, second))


def _share_given(one: _Full, other: _Full, *, declines: bool) -> bool:
    first, second = one.given.text, other.given.text
    return first == second or (declines and _are_forms(first, second))


def _are_forms(one: str, other: str) -> bool:
    same = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return max(len(one), len(other)) - same <= _ENDING and same >= _TWO


def _is_grown(right: str, wrong: str) -> bool:
    """Tell whether a replacement in the whole text has made a word of a first name: Art Pellmore, Artwork Pellmore."""
    return (
        is_forename(right)
        and not is_forename(wrong)
        and wrong.startswith(right)
        and wrong != right + "s"
        and is_word(wrong)
        and not is_role(right)
    )


def _may_be_one(text: str, first: _Full, second: _Full, language: str | None) -> bool:
    right, wrong, surname = first.given.text, second.given.text, first.last.text
    if _is_grown(right, wrong):
        return True
    if (
        right[0] != wrong[0]
        or right.startswith(wrong)
        or wrong.startswith(right)
        or are_nicknames(right, wrong)
    ):
        return False
    if right.isascii() and not (is_forename(right) and is_forename(wrong)):
        return False
    if (
        is_proper(surname)
        or is_known(surname, language)
        or is_forename(surname)
        or is_place_or_people(surname)
    ):
        return False
    if {right.lower(), wrong.lower()} & function_words() or min(len(right), len(wrong)) < _SHORTEST_GIVEN + 1:
        return False
    if not _is_quoted(text, second):
        return False
    mentions = [
        [Mention((name.given.text, name.last.text), *name.span, titled=False)] for name in (first, second)
    ]
    return _APPOSED.match(text, second.last.end) is None and not has_other_role(text, *mentions)


def _is_quoted(text: str, name: _Full) -> bool:
    """Tell whether a quotation ends before a name or begins behind it in its paragraph: somebody who speaks."""
    return (
        _QUOTED_BEFORE.search(text, max(0, name.given.start - _NEAR), name.given.start) is not None
        or _QUOTED_BEHIND.match(text, name.last.end) is not None
    )


_NEAR = 50
_QUOTED_BEFORE = regex_later(r"[”“\"»’‘«—–-],?[ \0,—–-]{0,4}(?:\p{Ll}+[ \0]){1,4}$")
_QUOTED_BEHIND = regex_later(r"[ \0](?:\p{Ll}+[ \0]?){1,3}[,:]?[ \0]?[“„«\"»–—‘]")


def _doubt(
    text: str, firsts: Sequence[_Full], second: _Full, why: str, language: str | None
) -> Iterator[Variant]:
    places = tuple(first.span for first in firsts)
    if stand_together(text, places, (second.span,)) or is_called_relative(text, second.given.start, language):
        return
    if is_someone_elses(text, second.given.start) or is_spelling_meant(
        text, (second.span,), places, language
    ):
        return
    spelling, better = (
        text[name.span.start : name.span.end].replace("\0", " ") for name in (second, firsts[0])
    )
    yield Variant(VariantKind.FIRST_NAME, spelling, better, (second.span,), places, why)
