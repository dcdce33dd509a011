"""Second spellings of people's names, found without being told the first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from copydesk.findings import Span
from copydesk.reading.capitals import Word
from copydesk.reading.cues import REPORTING_VERBS
from copydesk.reading.lexicon import KIN, is_forename, is_proper, is_word
from copydesk.reading.people import Cast, Person
from copydesk.reading.spelling import fold, is_pet_form, slip
from copydesk.reading.variants import Variant


_NEXT_WORD = re.compile(r"[\s\0,]{1,3}(?:(?:has|have|had|also|then|later|once|and)[\s\0]+)?([a-zà-ÿ]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s\0]{1,3}$")
_SIC = re.compile(r"['’]?s?[\s\0]{0,2}[\[(]\s*sic\b", re.IGNORECASE)
_DETERMINED = re.compile(
    r"(?i)\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein\w*|zum|zur|im|am|vom|beim|ins|\w+(?:en|er|es|em|e))$"
)
_SAYING = REPORTING_VERBS | frozenset(
    "sagte sagt erklärte meinte betonte dit déclare explique affirme ajoute dijo dice afirmó explicó señaló añadió".split()
)
_WEAK = "one letter differs"
_CLASS = {
    letter: group
    for group, letters in enumerate(("aeiouyh", "ckqszx", "fvwbp", "jg", "dt", "mn", "l", "r"))
    for letter in letters
}


def find_variants(text: str, cast: Cast, language: str | None = None) -> Iterator[tuple[Person, Variant]]:
    """Every doubtful spelling with the person it seems to mean."""
    yield from _marks(cast)
    yield from _two_in_full(text, cast)
    yield from _strays(text, cast, language)


# --- the same letters ---


def _marks(cast: Cast) -> Iterator[tuple[Person, Variant]]:
    """Spellings of one person's name that differ in accents or apostrophes only."""
    for person in cast.people:
        parts: dict[str, dict[str, list[Span]]] = {}
        words = [word for full in person.full for word in full] + person.bare
        known = {fold(word.text) for full in person.full for word in full}
        for folded in known:
            for stray in [token for token in cast.strays if token[0].isupper() and fold(token) == folded]:
                if any(
                    _kind(stray, word.text) == "accent-variant" for word in words if fold(word.text) == folded
                ):
                    words += cast.strays.pop(stray)
        for word in words:
            if not word.text.isupper():
                spelling = re.sub(r"[’‘`´]", "'", word.text)
                parts.setdefault(fold(word.text), {}).setdefault(spelling, []).append(
                    Span(word.start, word.end)
                )
        for forms in parts.values():
            if len(forms) > 1:
                best = max(forms, key=lambda form: (len(forms[form]), not form.isascii()))
                for form in forms:
                    if form != best and _kind(form, best) == "accent-variant":
                        yield (
                            person,
                            _variant(
                                "accent-variant", form, best, forms[form], forms[best], slip(best, form)
                            ),
                        )


def _kind(first: str, second: str) -> str | None:
    return (
        "accent-variant"
        if first != second and slip(first, second) == "only accents or marks differ"
        else None
    )


def _variant(
    kind: str, spelling: str, better: str, places: list[Span], better_places: list[Span], why: str | None
) -> Variant:
    return Variant(kind, spelling, better, tuple(sorted(places)), tuple(sorted(better_places)), why or "")


# --- two people in full who may be one ---


def _two_in_full(text: str, cast: Cast) -> Iterator[tuple[Person, Variant]]:
    by_part: dict[tuple[int, str], list[Person]] = {}
    for person in cast.people:
        by_part.setdefault((0, fold(person.given)), []).append(person)
        by_part.setdefault((-1, fold(person.surname)), []).append(person)
    for (part, _), people in by_part.items():
        if len(people) < 2 or len(people) > 12:
            continue
        for index, first in enumerate(people):
            for second in people[index + 1 :]:
                better, other = (first, second) if _weight(first) >= _weight(second) else (second, first)
                differing = -1 - part
                why = slip(better.words[differing].text, other.words[differing].text)
                if why and _may_be_one(text, better, other, differing, why):
                    kind = "first-name-variant" if differing == 0 else "name-variant"
                    if why == "only accents or marks differ":
                        kind = "accent-variant"
                    yield better, _of_people(kind, better, other, differing, why)
                    cast.people = [person for person in cast.people if person is not other]


def _weight(person: Person) -> tuple[int, int]:
    return person.count, -person.words[0].start


def _of_people(kind: str, better: Person, other: Person, part: int, why: str) -> Variant:
    right, wrong = better.words[part].text, other.words[part].text
    wrongly = [Span(words[part].start, words[part].end) for words in other.full]
    rightly = [Span(words[part].start, words[part].end) for words in better.full]
    wrongly += [Span(word.start, word.end) for word in other.bare if word.text == wrong]
    rightly += [Span(word.start, word.end) for word in better.bare if word.text == right]
    shared = better.words[-1 - part].text
    reason = f"{why}, and {'surname' if part == 0 else 'first name'} “{shared}” is the same"
    return _variant(kind, wrong, right, wrongly, rightly, reason)


def _may_be_one(text: str, better: Person, other: Person, part: int, why: str) -> bool:
    right, wrong = better.words[part].text, other.words[part].text
    marks = why == "only accents or marks differ"
    if len(wrong) < 3 or len(right) < 3 or "." in right or "." in wrong:
        return False
    if (
        better.count == other.count == 1
        and not marks
        and (part == 0 or why == _WEAK or not _is_rare(right, wrong))
    ):
        return False
    if other.count > 1 and other.count * 3 > better.count and not marks:
        return False
    if _are_coordinated(text, better, other) or _are_kin(text, better, other):
        return False
    if part == 0:
        return marks or not (is_forename(right) and is_forename(wrong))
    if why == _WEAK and min(len(right), len(wrong)) < 6:
        return False
    return better.count > 1 or _is_rare(right, wrong)


def _is_rare(*names: str) -> bool:
    """Whether names are long and unknown, so that two people are unlikely to bear nearly the same."""
    return all(
        len(name) > 5 and not is_word(name) and not is_proper(name) and not is_forename(name)
        for name in names
    )


def _are_kin(text: str, first: Person, second: Person) -> bool:
    for person in (first, second):
        for words in person.full[:3]:
            around = text[max(0, words[0].start - 60) : words[-1].end + 60]
            if any(word in KIN for word in re.findall(r"[^\W\d_]+", around)):
                return True
    return False


def _are_coordinated(text: str, first: Person, second: Person) -> bool:
    """Whether the two are named side by side, as nobody names one person twice."""
    for one in first.mentions():
        for other in second.mentions():
            start, end = (one.end, other.start) if one.end <= other.start else (other.end, one.start)
            if 0 <= end - start <= 30 and not re.search(r"[.!?;:\n“”\"]", text[start:end]):
                return True
    return False


# --- single words ---


def _strays(text: str, cast: Cast, language: str | None) -> Iterator[tuple[Person, Variant]]:
    buckets: dict[int, list[tuple[str, str]]] = {}
    folded: dict[str, str] = {}
    for token in cast.strays:
        key = fold(token)
        if len(key) > 2 and not (token.isupper() and len(token) > 1):
            folded[key] = token
            buckets.setdefault(_CLASS.get(key[0], -1), []).append((key, token))
    if not folded:
        return
    taken: set[str] = set()
    for person in sorted(cast.people, key=_weight, reverse=True):
        for part, anchor in _anchors(person):
            key = fold(anchor)
            near = [
                token
                for other, token in buckets.get(_CLASS.get(key[0], -1), ())
                if abs(len(other) - len(key)) < 4 and OSA.distance(key, other, score_cutoff=3) <= 3
            ]
            near += [
                folded[k]
                for k in (key[1:], key[1] + key[0] + key[2:])
                if k in folded and folded[k] not in near
            ]
            for token in near:
                if token in taken:
                    continue
                why = slip(anchor, token)
                words = cast.strays[token]
                if why and _is_slip(text, cast, person, anchor, token, words, why, part, language):
                    taken.add(token)
                    yield person, _of_words(person, anchor, token, words, why, part)
                    person.bare += words


def _anchors(person: Person) -> Iterator[tuple[int, str]]:
    """The words of a name by which the person is called: the surname, and the first name if it stands alone somewhere."""
    bare = Counter(word.text for word in person.bare)
    surnames = {words[-1].text for words in person.full}
    for surname in surnames:
        if len(surname) > 2:
            yield -1, surname
    for token in bare:
        if token not in surnames and token[0].isupper() and not token.isupper():
            yield (0 if token == person.given else -1), token


def _is_slip(
    text: str,
    cast: Cast,
    person: Person,
    anchor: str,
    token: str,
    words: list[Word],
    why: str,
    part: int,
    language: str | None,
) -> bool:
    """Weigh what speaks for and against a stray word's being a misspelt name."""
    if len(words) > 2 and len(words) * 3 > person.count:
        return False
    if part == 0 and is_pet_form(anchor, token):
        return False
    if token in cast.inside or _SIC.match(text, words[0].end) or _in_lower_case(text, token):
        return False
    if _stand_side_by_side(text, person, anchor, token, words):
        return False
    titled = any(word.start in cast.titled for word in words)
    if not titled and any(_is_listed(text, word) for word in words):
        return False
    says = any(_says(text, word) for word in words)
    if not (person.is_sure or titled or says):
        return False
    if len(words) >= person.count and not (
        len(words) == 1
        and (titled or says)
        and words[0].start > person.words[0].start
        and _is_rare(anchor, token)
    ):
        return False
    length = min(len(anchor), len(token))
    same_start = fold(anchor)[0] == fold(token)[0]
    if is_proper(token):
        return titled and same_start and why != _WEAK
    if is_word(token) or is_forename(token):
        return part == -1 and same_start and why != _WEAK and length > 3 and (titled or says)
    if language == "de" and not (titled or says) and _is_noun(text, words):
        return False
    if length == 3 or why == _WEAK:
        return same_start and (length > 5 or ((titled or says) and length > 3))
    return True


_LISTED_BEFORE = re.compile(
    r"(?:[^\W\d_]|[)\]])[\s\0]?(?:[,;:]|\.[\s\0]?:?)[\s\0]*(?:[A-Z]{1,2}[. ]{1,2}|dal |Dal |de )?$"
)
_LISTED_AFTER = re.compile(
    r"[\s\0]*(?:\([^)\n]{1,30}\)[\s\0]*)?[,;.](?:[\s\0]*(?:[A-ZÀ-Þ][\w'’.-]*[\s\0]?){1,3}(?:\([^)\n]{1,30}\))?[,;.])"
)


def _is_listed(text: str, word: Word) -> bool:
    """Whether a word stands in an enumeration of names, such as a team sheet."""
    return bool(
        _LISTED_BEFORE.search(text, max(0, word.start - 8), word.start)
        and _LISTED_AFTER.match(text, word.end)
    )


def _in_lower_case(text: str, token: str) -> bool:
    lower = token.lower()
    return lower in text and re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", text) is not None


def _says(text: str, word: Word) -> bool:
    following = _NEXT_WORD.match(text, word.end)
    if following and following[1] in _SAYING:
        return True
    before = _LAST_WORD.search(text, max(0, word.start - 20), word.start)
    return bool(before and before[1] in _SAYING)


def _is_noun(text: str, words: list[Word]) -> bool:
    """Whether a German word stands as nouns do: after an article or an adjective."""
    return any(_DETERMINED.search(text[max(0, word.start - 25) : word.start].rstrip()) for word in words)


def _stand_side_by_side(text: str, person: Person, anchor: str, token: str, words: list[Word]) -> bool:
    """Whether both spellings are joined by “and” or a comma: then they mean two people."""
    pair = rf"(?:{re.escape(anchor)}[\s\0]*(?:,|/|-|and|or|und|et|y|&)[\s\0]*{re.escape(token)}|{re.escape(token)}[\s\0]*(?:,|/|-|and|or|und|et|y|&)[\s\0]*{re.escape(anchor)})(?!\w)"
    return re.search(pair, text) is not None


def _of_words(person: Person, anchor: str, token: str, words: list[Word], why: str, part: int) -> Variant:
    better = [Span(word.start, word.end) for word in person.bare if word.text == anchor]
    better += [Span(w.start, w.end) for full in person.full for w in full if w.text == anchor]
    kind = "first-name-variant" if part == 0 else "name-variant"
    if why == "only accents or marks differ":
        kind = "accent-variant"
    reason = f"{why}, and the text introduces {person.name} but nobody of the other name"
    return _variant(kind, token, anchor, [Span(word.start, word.end) for word in words], better, reason)
