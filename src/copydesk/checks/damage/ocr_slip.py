"""damage/ocr-slip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from copydesk.analysis.damage.scans.imprint import is_running_head
from copydesk.analysis.damage.scans.scanner_slips import (
    MONTHS,
    capital_slip,
    common_slip,
    digit_in_word,
    forename_meant,
    impossible_slip,
    is_sure_slip,
    letters_for_digits,
    likely_common_slip,
    likely_slip,
    looks_like_year,
    may_be_common_slip,
    may_be_number,
    number_meant,
    real_words_in,
    slips_in,
    sure_slip,
    word_with_digit,
    words_behind_numbers,
)
from copydesk.analysis.damage.scans.subject import speaks_of_scanning, touches_scanning
from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.names.lexicon import knows_words_of, without_words
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_ANY_OF = r"(?<![\p{L}\p{N}'’@#_./\-])(?P<found>\L<words>)(?![\p{L}\p{N}'’@_\-])(?!\.\p{L})"
_THEN = r"\.?[ \u00a0](?:d[eio] )?(?P<then>\p{L}+)"
"""What is counted, or a date's month."""
_WORDS = regex_later(r"\p{L}+")
_BROKEN = regex_later(r"(?<=\p{Ll}{2})- (?!(?:and|or|to)\b)\p{Ll}{2}")
_NEAR = 30
"""So far from a slip, in code points, the right word may stand that explains it."""
_FEW = 3
_CITES = frozenset('«»„“”"‚‘')
_EMPHASIS = ("*", "_")
_TAGS = (("<em", "</em"), ("<i>", "</i>"))
_BEFORE_YEAR = r"(?<=\p{L}\p{Ll}[.,]?[ \u00a0\n])"


@rule(places=("body", "list", "quote", "caption"), unknown_language=False)
def ocr_slip(doc: Document) -> Iterator[Flag]:
    """A scanner took one letter for another.

    “tbe” for “the”, “rnen” for “men”, “aIl” for “all”, “4O” for “40”, “1S47” for “1847”, “Thornas” for “Thomas”. Among
    words only slips for the commonest ones are looked for, since a rare word may be what it seems to be; where an English
    text has such slips, rarer words are read again, too: “carne” for “came”. In other languages letters that never meet
    tell more: “sirnples”. A text about programs that read scanned pages shows such slips, and is left alone.

    Bad: He hoped tbat the rnen would come for 4O days.
    Bad: Sie sahen nnd hörten nicbt viel von dem, was in der Stadt war.
    Good: The B12 level of O2, H2O and 10l was fine, as was the barn.
    Measured: too rare in news to tell (2 findings in 3,065 news articles: a slip, and half of a garbled name).
    """
    mixed = [found for found in doc.spellings if not found.isalpha()]
    slips = {found: meant for found in mixed if (meant := digit_in_word(found)) and meant in doc.spellings}
    slips |= {found: meant for found, meant in _slips(doc).items() if not _is_acronym(found, doc)}
    years = [found for found in mixed if looks_like_year(found)]
    numbers = [found for found in mixed if may_be_number(found) and found not in slips]
    small = [*letters_for_digits(doc.text, doc.language)]
    if not (slips or years or numbers or small) or speaks_of_scanning(doc.text):
        return
    for start, end, meant in small:
        message = f"“{doc.text[start:end]}” looks like “{meant}”, read wrongly by a scanner"
        yield Flag(start, end, message, (meant,))
    matches = [*regex.finditer(_ANY_OF, doc.text, words=list(slips))] if slips else []
    if matches and touches_scanning(doc.text) and all(_is_shown(doc, match.start()) for match in matches):
        return
    for match in matches:
        found = match.group()
        if _is_explained(doc, match.start(), match.end(), slips[found]) or (
            len(matches) <= _FEW and _is_cited(doc.text, match.start(), match.end())
        ):
            continue
        message = f"“{found}” looks like “{slips[found]}”, read wrongly by a scanner"
        yield Flag(match.start(), match.end(), message, (slips[found],))
    numbered = in_all_languages("before_numbers")
    for match in regex.finditer(_BEFORE_YEAR + _ANY_OF, doc.text, words=years) if years else ():
        before = doc.text[max(0, match.start() - 20) : match.start()].split()[-1]
        if before.lower() not in numbered:
            yield Flag(*match.span(), f"letters stand for digits in “{match.group()}”")

    counted = words_behind_numbers(doc.language)
    for match in regex.finditer(_ANY_OF + _THEN, doc.text, words=numbers) if numbers else ():
        if not counted.isdisjoint((match["then"], match["then"].lower())):
            start, end = match.span("found")
            yield Flag(start, end, f"letters stand for digits in “{match['found']}”")


def _slips(doc: Document) -> Mapping[str, str]:
    """Return what looks like a slip in a document, and what it may stand for."""
    spellings = doc.spellings
    if not knows_words_of(doc.language):
        common = slips_in(doc.language or "")
        found = spellings & common.keys()
        is_sure = len(found) > 1 or any(is_sure_slip(slip, common[slip]) for slip in found)
        sure = {slip: common[slip] for slip in found} if is_sure else {}
        language = doc.language or ""
        unlike = {token: meant for token in spellings if (meant := impossible_slip(token, language))}
        unlike |= {
            token: meant
            for token in spellings
            if may_be_common_slip(token) and (meant := common_slip(token, language))
        }
        unlike |= {
            token: meant
            for token in spellings
            if not token.isalpha() and (meant := _without_digits(token, language))
        }
        if sure:
            unlike |= {
                token: meant
                for token in spellings
                if token not in sure
                and token not in unlike
                and (meant := likely_common_slip(token, language))
            }
        return unlike | sure
    suspects = without_words(spellings)
    slips = {token: meant for token in suspects if (meant := sure_slip(token))}
    slips |= {token: meant for token in suspects if token[:1].isupper() and (meant := capital_slip(token))}
    if not slips and (real := real_words_in(spellings)) and _is_of_print(doc):
        slips = real
    names = {token: name for token in suspects if (name := forename_meant(token))}
    if slips:
        others = (token for token in spellings if token not in slips and not looks_like_year(token))
        return names | slips | {token: meant for token in others if (meant := likely_slip(token))}
    named = {
        token: name
        for token in spellings
        if token[:1].isupper() and not token.isalpha() and (name := digit_in_word(token))
    }
    return named | {token: name for token, name in names.items() if name in spellings or name in MONTHS}


def _is_of_print(doc: Document) -> bool:
    """Tell whether a running head of a printed page stands in the text, or a word that the end of a line has broken."""
    lines = (line.strip("\0*_ ") for line in doc.text.splitlines())
    return _BROKEN.search(doc.text) is not None or any(is_running_head(line) for line in lines if line)


def _without_digits(token: str, language: str) -> str:
    """Return the word or the number that a token of letters and digits was; empty for one that may be right."""
    return digit_in_word(token) or number_meant(token) or word_with_digit(token, language)


def _is_shown(doc: Document, start: int) -> bool:
    """Tell whether a slip stands in quotation marks or in italics, as examples do."""
    block = doc.block_at(start)
    return doc.is_quoted(start) or (block is not None and _is_emphasised(doc.source, block.start, start))


def _is_emphasised(source: str, begin: int, start: int) -> bool:
    """Tell whether a mark or tag of emphasis is open at an offset in the block that begins at another."""
    return any(source.count(sign, max(0, begin - 1), start) % 2 for sign in _EMPHASIS) or any(
        source.rfind(opens, begin, start) > source.rfind(closes, begin, start) for opens, closes in _TAGS
    )


def _is_cited(text: str, start: int, end: int) -> bool:
    """Tell whether a slip stands within a few words in quotation marks, as a misprint does that is told about."""
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return not _CITES.isdisjoint(before) and not _CITES.isdisjoint(behind)


def _is_explained(doc: Document, start: int, end: int, meant: str) -> bool:
    """Tell whether the right word stands beside a slip in quotation marks: „rnáma místo máma“."""
    near = doc.text[max(0, start - _NEAR) : start] + doc.text[end : end + _NEAR]
    return meant in _WORDS.findall(near) and doc.is_quoted(start)


def _is_acronym(found: str, doc: Document) -> bool:
    """Tell whether a word in lower case stands in capitals, too."""
    return found.islower() and found.upper() in doc.spellings
