"""damage/wrong-apostrophe."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.fixability import unless_often
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.names.lexicon import is_word, may_know_words_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_WRONG = regex_later(
    r"(?<=\p{L})(?P<mark>[`´]|''|’’|[ \u00a0]['’][ \u00a0])(?=(?P<rest>s|t|re|ve|ll|d|m)(?![\p{L}\p{N}'’`´]))"
    r"|(?<=(?<![\p{L}'’])(?:[ldjmtscnLDJMTSCN]|[Qq]u|[Dd]ell|[Nn]ell|[Aa]ll|[Ss]ull|[Uu]n))(?P<elided>[`´])(?=\p{Ll}{2})"
)
_APART = regex_later(
    r"(?i)(?:n[ \u00a0]['’][ \u00a0]t|\b(?:it|he|she|that|there|what|who)[ \u00a0]['’][ \u00a0]s|\b(?:i|we|you|they)[ \u00a0]['’][ \u00a0](?:re|ve|ll|d|m))\Z"
)

_STEM = regex_later(r"(?<!\p{L})\p{L}+\Z")
_WORD = regex_later(r"\p{L}+")
_ENDS = regex_later(r"[.!?][ \n]|\n\Z")
_ACCENTS, _VOWELS = frozenset("´`"), frozenset("aeiouy")
_LONGEST = 40
_SHORT_STEM = 3
"""So few letters before “s” may be a half of a word that has lost one: ma´s, pa´s."""
_BEFORE_T = frozenset(
    "ain aren can couldn didn doesn don hadn hasn haven isn mustn needn shouldn wasn weren won wouldn".split()
)
_BEFORE_S = frozenset("it he she that what who there here let".split())
_BEFORE_OTHERS = frozenset("i you he she it we they who that there would could should must might".split())
_SMALL = _BEFORE_T | _BEFORE_S | _BEFORE_OTHERS


@rule(fixable=True, front_matter="alone")
def wrong_apostrophe(doc: Document) -> Iterator[Flag]:
    """An accent, two marks or a mark between spaces stands for an apostrophe.

    “It´s” and “don`t” are typed on keyboards that hide the apostrophe, “didn''t” comes out of a database, and “didn ' t”
    out of a program that parts words. Mended unseen is only an accent in ordinary prose that makes a common short form,
    not where the mark may be what is left of a letter (na´ve, cafe´s), in a quotation, or where the article has many.

    Bad: It´s late, and the mayor didn''t know.
    Good: It’s late, and the mayor didn't know that Hawai`i has `code`.
    Measured: 2 of 2 findings right in 5,630 articles.
    """
    yield from unless_often(_wrong_marks(doc))


def _wrong_marks(doc: Document) -> Iterator[Flag]:
    for match in kept_matches(_WRONG, doc.text):
        mark = match["mark"] or match["elided"]
        is_apart = mark.strip(" \u00a0") != mark
        if is_apart and not _APART.search(doc.text, max(0, match.start() - 8), match.end("rest")):
            continue
        message = f"“{mark}” stands for an apostrophe"
        wanted = "’" if "’" in doc.text else "'"
        yield Flag(*match.span(), message, (wanted,), is_sure=_is_sure(doc, match))


def _is_sure(doc: Document, match: regex.Match[str]) -> bool:
    """Tell whether the two parts make a short form or a possessive, and nothing shows that the text speaks of it."""
    if (match["mark"] or match["elided"]) not in _ACCENTS:
        return False  # a wiki doubles it for emphasis, a program for what it stores
    rest = match["rest"]
    before = _STEM.search(doc.text[max(0, match.start() - _LONGEST) : match.start()])
    stem, start = (before.group(), match.start() - len(before.group())) if before else ("", match.start())
    if rest is None:
        behind = _WORD.match(doc.text, match.end())
        is_form = behind is not None and behind.group() in common_words(doc.language)
        return is_form and not may_know_words_of(doc.language) and doc.is_plain_prose(start, match.end())
    if not may_know_words_of(doc.language) or not _is_short_form(stem.lower(), rest):
        return False
    if stem[:1].isupper() and not (stem.lower() in _SMALL and _begins_sentence(doc.text, start)):
        return False  # a name, or a title: It´s Raining
    return doc.is_plain_prose(start, match.end("rest"))


def _begins_sentence(text: str, start: int) -> bool:
    return (
        not text[max(0, start - _LONGEST) : start].strip()
        or _ENDS.search(text[max(0, start - 3) : start]) is not None
    )


def _is_short_form(stem: str, rest: str) -> bool:
    if rest == "t":
        return stem in _BEFORE_T
    if rest != "s":
        return stem in _BEFORE_OTHERS
    may_be_accented = stem[-1:] in _VOWELS  # cafe´s: cafés
    return stem in _BEFORE_S or (len(stem) > _SHORT_STEM and is_word(stem) and not may_be_accented)
