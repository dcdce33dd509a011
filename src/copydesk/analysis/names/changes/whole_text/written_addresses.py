"""Written addresses: a name that stands with a letter wrong in an address, a handle or a hashtag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.changes.whole_text.capital_words import CapitalWords, Word
from copydesk.analysis.names.lexicon import is_known, is_word
from copydesk.analysis.names.spelling.slips import fold
from copydesk.analysis.names.variants.name_variants import Variant, VariantKind
from copydesk.findings import Span
from copydesk.support.patterns import regex_later

_EMAIL = regex_later(r"(?<![\w.+-])([\w.+-]{4,40})@([\w-]{4,40})\.[\w.-]{2,30}")
_HANDLE = regex_later(r"(?<![\w/@&#])[@#](\p{L}[\p{L}\p{N}_]{5,40})(?![\w@-])")
_PART = regex_later(r"[\p{L}]{5,}")
_GAP = regex_later(r"[ \0-]|[ \0](?:\p{Ll}{1,4}[ \0]){1,2}")
_SHORTEST = 5
_LONGEST_ROW = 4
_MOST = 40


def written_addresses(text: str, capitals: CapitalWords, language: str | None) -> Iterator[Variant]:
    """Find addresses, handles and hashtags that are the name of somebody or something in the text but for a letter."""
    if "@" not in text and "#" not in text:
        return
    found: list[Span] = []
    for match in kept_matches(_EMAIL, text):
        found += [Span(*part.span()) for part in _PART.finditer(text, *match.span(1))]
    for match in kept_matches(_HANDLE, text):
        if text[match.start()] == "@" or not match[1].islower():
            found.append(Span(*match.span(1)))
    if not 0 < len(found) < _MOST:
        return
    names = _joined(text, capitals)
    for place in found:
        written = fold(text[place.start : place.end]).strip("_")
        if any(mark in written for mark in ("ae", "oe", "ue")) or written in names:
            continue
        if is_word(written) or is_known(written, language):
            continue
        if any(written in name for name in names):
            continue
        near = [name for name in names if name[0] == written[0] and _is_near(name, written)]
        if near:
            name, better = near[0], names[near[0]]
            spelling = text[place.start : place.end]
            why = f"the text has {text[better[0].start : better[0].end]}"
            yield Variant(VariantKind.SURNAME, spelling, name, (place,), better, why)


def _is_near(name: str, written: str) -> bool:
    return (
        len(name) > _SHORTEST
        and len(name) - 1 <= len(written) <= len(name)
        and written + "s" != name
        and OSA.distance(name, written, score_cutoff=1) == 1
    )


def _joined(text: str, capitals: CapitalWords) -> dict[str, tuple[Span, ...]]:
    """Return the names of one to four words, without spaces, with the first place of each."""
    names: dict[str, tuple[Span, ...]] = {}
    words: Sequence[Word] = capitals.words
    for at, first in enumerate(words):
        joined = ""
        for last, word in enumerate(words[at : at + _LONGEST_ROW]):
            if last:
                previous = words[at + last - 1]
                gap = text[previous.end : word.start]
                if not _GAP.fullmatch(gap):
                    break
                joined += fold(gap.replace(" ", ""))
            joined += fold(word.text.removesuffix("'s").removesuffix("’s"))
            if text[first.start - 1 : first.start] not in ("@", "#"):
                names.setdefault(joined, (Span(first.start, word.end),))
    return names
