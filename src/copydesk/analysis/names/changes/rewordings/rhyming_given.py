"""Rhyming given names: the one person of an article is called once by a first name with another first letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.names.capitals import Capitals, CapitalWord
from copydesk.analysis.names.context import (
    is_called_relative,
    is_in_lower_case,
    is_someone_elses,
    word_before,
)
from copydesk.analysis.names.lexicon import is_forename, is_place_or_people, is_word, kin_words
from copydesk.analysis.names.named_entities import Name
from copydesk.analysis.names.spelling.mentioned_spellings import is_spelling_meant
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_SHORTEST = 5
_TWICE = 2
_NEAR = 80
"""So near a first name, in code points, a word of kinship says that it may be a relative's."""
_WORD = compile_later(r"[^\W\d_]+")
_SENTENCE_END = compile_later(r"[.!?…\n]")
_JOINED = compile_later(r"[ \0]*(?:,|&|(?:and|und|et|y|e|en|och|og|i|и|or)\b)")
_JOINING = frozenset("and with or & und mit oder et avec ou y con e com en met och og med i z и с".split())


def rhyming_given(
    text: str, names: Sequence[Name], capitals: Capitals, language: str | None
) -> Iterator[Variant]:
    """Find a first name that stands alone once and rhymes with that of whom the article is about: Noreen, Doreen."""
    people = [name for name in names if name.kind == "person" and " " in name.name]
    if not people:
        return
    person = max(people, key=lambda name: len(name.mentions))
    given = person.name.split(" ", 1)[0]
    if len(given) < _SHORTEST or not is_forename(given) or len(person.mentions) < _TWICE:
        return
    known = {word for name in names for word in name.name.split()}
    known.update(word.text for run in capitals.runs for word in run.words)
    for token, places in capitals.singles.items():
        if len(places) > 1 or token[1:] != given[1:] or token == given or token in known:
            continue
        if (
            not is_forename(token)
            or is_word(token)
            or is_place_or_people(token)
            or is_in_lower_case(text, token)
        ):
            continue
        place = Span(places[0], places[0] + len(token))
        if place.start < person.mentions[0].start or _may_be_another(text, place, language):
            continue
        if is_spelling_meant(text, (place,), person.mentions, language):
            continue
        why = f"one letter differs, and the text introduces {person.name} but nobody by the other name"
        yield Variant(VariantKind.FIRST_NAME, token, given, (place,), person.mentions, why)


def _may_be_another(text: str, place: Span, language: str | None) -> bool:
    """Tell whether the name is joined to another one, or is a relative's."""
    if is_someone_elses(text, place.start) or is_called_relative(text, place.start, language):
        return True
    if _JOINED.match(text, place.end):
        return True
    lead = word_before(text, CapitalWord(text[place.start : place.end], place.start, place.end))
    if lead.lower() in _JOINING or text[: place.start].rstrip(" \0").endswith((",", "&")):
        return True
    before, behind = text[max(0, place.start - _NEAR) : place.start], text[place.end : place.end + _NEAR]
    near = _SENTENCE_END.split(before)[-1] + _SENTENCE_END.split(behind)[0]
    return not kin_words(language).isdisjoint(_WORD.findall(near))
