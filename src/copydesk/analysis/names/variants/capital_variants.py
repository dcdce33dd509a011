"""Capital variants: names of things with a capital inside and without it, such as OpenOffice and Openoffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.lexicon import is_word, nouns_have_capitals
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_NO_CODE_BEFORE_LETTER = r"(?<![\w@#/\\.$&~`<-].)"
_NO_CODE_AFTER = r"(?![\w/\\@=(]|[.:]\w|\0+\w)"
_SITE = r"(?:\.(?:org|com|net))?"
_CAPITAL_INSIDE = compile_later(rf"[A-Z](?<!\w\w)[a-z]{{2,}}(?:[A-Z][a-z]*)+{_SITE}{_NO_CODE_AFTER}")
_ANY = compile_later(rf"[A-Za-z]{_NO_CODE_BEFORE_LETTER}[A-Za-z]*{_SITE}{_NO_CODE_AFTER}")
_NO_THING = compile_later(r"(?:Mac|Van|Von|Fitz|Del|San)[A-Z]|.+(?:[a-zäöü])In(?:nen)?$")
"""Surnames of two parts, of which relatives keep a capital each, and German words for women and men: LehrerInnen."""
_CODE_BEFORE = frozenset("@#/\\.$&~`<-_")
_LONGEST = 40
"""Longer words are several that were run together, no names (code points)."""


def capital_variants(text: str, language: str | None = None) -> Iterator[Variant]:
    """Find names that stand with a capital inside here and without it there, never all in lower case."""
    inside: dict[str, list[Span]] = {}
    for match in kept_matches(_CAPITAL_INSIDE, text):
        before = text[match.start() - 1 : match.start()]
        if len(match[0]) <= _LONGEST and before not in _CODE_BEFORE:
            inside.setdefault(match[0], []).append(Span(*match.span()))
    names = {_flat(name): name for name in inside if not _NO_THING.match(name)}
    if not names:
        return
    outside = _find(text, [name for name in names if not _may_be_noun(name, language)])
    lower = _find(text, [name.lower() for name in outside])
    for flat, places in outside.items():
        if flat.lower() not in lower:
            yield _variant(names[flat], inside[names[flat]], flat, places)


def _may_be_noun(flat: str, language: str | None) -> bool:
    """Tell whether a word is an English one, or a plural where every noun has a capital: Geodaten, Deepfakes."""
    return is_word(flat.split(".")[0]) or (nouns_have_capitals(language) and flat.endswith(("en", "s")))


def _flat(name: str) -> str:
    return name[0] + name[1:].lower()


def _find(text: str, words: Sequence[str]) -> dict[str, list[Span]]:
    """Find where words stand that are no part of an address, a file's name or code."""
    wanted = frozenset(words)
    places: dict[str, list[Span]] = {}
    for match in kept_matches(_ANY, text) if wanted else ():
        if match[0] in wanted:
            places.setdefault(match[0], []).append(Span(*match.span()))
    return places


def _variant(name: str, places: Sequence[Span], flat: str, others: Sequence[Span]) -> Variant:
    why = "only capitals differ"
    if len(others) > len(places):
        return Variant(VariantKind.CAPITALS, name, flat, tuple(places), tuple(others), why)
    return Variant(VariantKind.CAPITALS, flat, name, tuple(others), tuple(places), why)
