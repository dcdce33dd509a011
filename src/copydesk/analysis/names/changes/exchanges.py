"""Exchanges: names whose words change places, and numbers of models and regiments whose signs do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk.analysis.names.capitals import Capitals
from copydesk.analysis.names.changes.name_mentions import Mention, stand_together
from copydesk.analysis.names.lexicon import PARTICLES, is_forename, is_proper, is_word
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_PARTNERS = compile_later(r"&[\s\0]?([A-ZÀ-Þ][\w'’-]{2,30})")
_PARTNER_BEFORE = compile_later(r"(?<![\w'’-])([A-ZÀ-Þ][\w'’-]{2,30})[\s\0]?\Z")
_CODE = compile_later(r"[A-Z](?<![\w.@#/-].)[A-Z]{0,3}-?\d{1,5}[A-Z]{0,2}(?![\w/@-]|\.\d)")
_DESIGNATION = compile_later(r"[12](?<![\w.-].)\d{3} [A-Z]{2}\d{0,3}(?![\w-])")
_REGIMENT = compile_later(
    r"[1-9](?<![\w.,-].)\d(?:st|nd|rd|th)[\s\0]([A-ZÀ-Þ][a-zà-ÿ]{3,20})(?! Street| Avenue)"
)
_LEAST = 4
_OTHER_ORDER = "the same words in another order"
_CODES = 60
"""A text with more numbers of models than this is a list of parts."""


def exchanged_words(text: str, mentions: Sequence[Mention], language: str | None) -> Iterator[Variant]:
    """Find names whose words stand in another order once: Brenner & Quist, Quist & Brenner."""
    by_words: dict[frozenset[str], dict[tuple[str, ...], list[Span]]] = {}
    for mention in mentions:
        _add(by_words, mention.words, mention.span)
        for word in mention.words:
            if "-" in word:
                _add_halves(by_words, text, word, mention)
    for match in _PARTNERS.finditer(text) if "&" in text else ():
        if before := _PARTNER_BEFORE.search(text, max(0, match.start() - 34), match.start()):
            _add(by_words, (before[1], "&", match[1]), Span(before.start(), match.end()))
    for orders in by_words.values():
        if len(orders) > 1:
            yield from _exchanged(text, orders, language)


_ByWords = dict[frozenset[str], dict[tuple[str, ...], list[Span]]]


def _add(by_words: _ByWords, words: tuple[str, ...], place: Span) -> None:
    by_words.setdefault(frozenset(words), {}).setdefault(words, []).append(place)


def _add_halves(by_words: _ByWords, text: str, word: str, mention: Mention) -> None:
    at = text.find(word, mention.start, mention.end)
    if at >= 0:
        _add(by_words, ("-", *word.split("-")), Span(at, at + len(word)))


def double_words(text: str, singles: dict[str, list[int]]) -> list[Mention]:
    """List the names with a hyphen that stand alone, as mentions of their halves."""
    if "-" not in text:
        return []
    return [
        Mention(("-", *word.split("-")), at, at + len(word), titled=False)
        for word, places in singles.items()
        if "-" in word and not all(half in singles for half in word.split("-"))
        for at in places
    ]


def _exchanged(
    text: str, orders: dict[tuple[str, ...], list[Span]], language: str | None
) -> Iterator[Variant]:
    right, *others = sorted(orders, key=lambda words: (-len(orders[words]), orders[words]))
    for words in others:
        places, better = orders[words], orders[right]
        if (
            len(words) != len(right)
            or len(places) > 1
            or not all((len(word) > 1 and not word.isupper()) or word in "&-" for word in words)
        ):
            continue
        known = [is_word(word) or is_proper(word) for word in words if word not in "&-"]
        if all(known) or (any(known) and len(words) == _TWO and not any(map(is_forename, words))):
            continue  # Portable Gamebox: a word that says what it is may stand on either side
        spelling, other = (text[at[0].start : at[0].end] for at in (places, better))
        if stand_together(text, places, better) or is_spelling_meant(text, places, better, language):
            continue
        if spelling != other:
            yield Variant(
                VariantKind.ORGANISATION,
                spelling,
                other,
                tuple(places),
                tuple(better),
                _OTHER_ORDER,
            )


def exchanged_signs(text: str) -> Iterator[Variant]:
    """Find numbers of models, asteroids and regiments of which two neighbouring signs are exchanged once."""
    for pattern in (_CODE, _DESIGNATION, _REGIMENT):
        codes: dict[str, list[Span]] = {}
        for match in pattern.finditer(text):
            if len(match[0]) >= _LEAST:
                codes.setdefault(match[0].replace("\0", " "), []).append(Span(*match.span()))
        if 1 < len(codes) < _CODES:
            yield from _exchanged_codes(text, codes, by_rest=pattern is _REGIMENT)


def _exchanged_codes(text: str, codes: dict[str, list[Span]], *, by_rest: bool) -> Iterator[Variant]:
    by_signs: dict[tuple[str, ...], list[str]] = {}
    for code in codes:
        digits = "".join(filter(str.isdigit, code[:2])) + code[4:] if by_rest else code
        by_signs.setdefault(tuple(sorted(digits)), []).append(code)
    rests = Counter(code[4:] for code in codes)
    for alike in by_signs.values():
        if len(alike) != 2:
            continue
        right, wrong = sorted(alike, key=lambda code: (-len(codes[code]), codes[code]))
        is_swapped = rests[right[4:]] == len(alike) if by_rest else _are_swapped(right, wrong)
        if not is_swapped or len(codes[wrong]) > 1 or _is_of_row(codes, right, wrong):
            continue
        if stand_together(text, codes[wrong], codes[right]):
            continue
        yield Variant(
            VariantKind.ORGANISATION,
            wrong,
            right,
            tuple(codes[wrong]),
            tuple(codes[right]),
            "two signs are exchanged",
        )


def _are_swapped(one: str, other: str) -> bool:
    """Tell whether two neighbouring signs of one kind are exchanged."""
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(places) == 2
        and places[1] - places[0] == 1
        and one[places[0]].isdigit() == one[places[1]].isdigit()
    )


def _is_of_row(codes: dict[str, list[Span]], *alike: str) -> bool:
    """Tell whether more such numbers stand in the text, as of several models: the A320, the A230 and the A330."""
    letters = alike[0].rstrip("0123456789")
    return sum(code.startswith(letters) for code in codes) > len(alike)


def changed_particles(mentions: Sequence[Mention]) -> Iterator[Variant]:
    """Find small words inside a surname that change where it stands alone: Koen van der Heuvel, Van den Heuvel."""
    by_surname: dict[str, dict[str, list[Mention]]] = {}
    for mention in mentions:
        words = mention.words
        if words[-2].lower() not in PARTICLES:
            continue
        first = next((at for at, word in enumerate(words) if word.lower() in PARTICLES), None)
        if first is not None and first < len(words) - 1:
            particles = " ".join(words[first:-1]).lower()
            by_surname.setdefault(words[-1], {}).setdefault(particles, []).append(mention)
    for surname, alike in by_surname.items():
        if len(alike) != _TWO or len(surname) < _LEAST:
            continue
        first_form, second = sorted(alike.values(), key=lambda each: (-len(each), each[0].start))
        if len(second) > 1 or second[0].words[0].lower() not in PARTICLES:
            continue
        if not is_forename(first_form[0].words[0]):
            continue
        places = tuple(mention.span for mention in first_form)
        why = f"the small words before “{surname}” differ"
        yield Variant(VariantKind.SURNAME, second[0].name, first_form[0].name, (second[0].span,), places, why)


_TWO = 2


def split_names(capitals: Capitals, mentions: Sequence[Mention]) -> Iterator[Variant]:
    """Find somebody's surname that stands in two words once: Carla Eastbrook, East Brook."""
    surnames = {mention.words[-1] for mention in mentions if is_forename(mention.words[0])}
    for mention in mentions:
        if len(mention.words) != _TWO or not mention.words[1][1:].islower():
            continue
        joined = mention.words[0] + mention.words[1].lower()
        places = capitals.singles.get(joined, ())
        if places and joined in surnames and not is_word(joined):
            better = tuple(Span(at, at + len(joined)) for at in places)
            why = "it stands in two words here"
            yield Variant(VariantKind.SURNAME, mention.name, joined, (mention.span,), better, why)
