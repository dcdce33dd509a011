"""damage/mojibake."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from copydesk.analysis.language.common_words import is_known_anywhere
from copydesk.analysis.names.lexicon import is_forename
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_LEFT = 3
"""No more code points are left of one character."""
_FEW = 3
"""So few garbled places may be what a text shows, unless they are long."""
_LONG, _SHORT = 30, 5
_LONGEST_WORD = 40
_LETTERS = regex_later(r"[\p{L}\p{M}]+")
_LETTERS_BEFORE = regex_later(r"(?<![\p{L}\p{M}])[\p{L}\p{M}]+\Z")
_WORD_OR_TWO = regex_later(r"[\"“„«‘*_]\s?[^\s\"“„]+(?:\s[^\s\"“”]+)?\s?[\"”“»’*_]")
_SHOWN = 60
"""So many code points of a long passage stand in the message."""

_QUOTES = frozenset("'\"‘’‚“”„«»‹›´`")


@rule(severity="error", fixable=True, explains=True, front_matter="alone")
def mojibake(doc: Document) -> Iterator[Flag]:
    """Characters were read in the wrong encoding.

    A file in UTF-8 that some program took for windows-1252 or Mac Roman shows â€™ for an apostrophe; taken for a
    Cyrillic, Thai or Chinese one it shows вЂ™, โ€™ or 鈥檚. The repair is the reading turned round, as often as it
    happened. A paragraph is put back unseen if all of it can be, from one of the ten commonest encodings, and no other
    encoding makes another likely text of it; else there are suggestions at most. Until that is done no rule offers
    a fix in it. Where several texts are possible a person must decide; where bytes have been lost nothing is put back, for
    a part of it would hide what the rest was. Â, Ã and â in words
    stay, and so does what an article about encodings shows.

    Bad: The mayor didnâ€™t attend.
    Good: The mayor didn’t attend, said João Frâncio of SÃO BENTO.
    Measured: of 959 garbled texts never seen, 954 found, 921 put back, none harmed; now 957 found, 740 put back unseen and 951 with --suggested (python -m bench mojibake held); all 40 judged findings right, of 159 in 14 of 3,856 articles (python -m bench damage).
    """
    if all(_is_named(doc, start, end) for start, end, *_ in doc.garbled):
        return  # the menu says “cafÃ©”: whoever garbles an article garbles more than what it names
    for start, end, was, how, is_sure, may_be_put_back in doc.garbled:
        found = _shortened(doc.source[start:end])
        if not was and end - start > _LEFT:
            message = f"“{found}” was read in the wrong encoding; what it was cannot be told"
        elif not was:
            message = f"“{found}” is what is left of a character read in the wrong encoding"
        elif was == ("",):
            message = f"“{found}” was a byte-order mark, which belongs to no text"
        elif how:
            message = f"“{found}” was {' or '.join(map(_named, was))}: its {how}"
        else:
            message = f"“{found}” was {_named(was[0])} before it was read in the wrong encoding"
        is_certain = is_sure and len(was) == 1 and _is_nothing_else(doc, start, end, was[0])
        yield Flag(start, end, message, was if may_be_put_back else (), is_sure=is_certain)


def _is_named(doc: Document, start: int, end: int) -> bool:
    """Tell whether a garbled passage is in a word or two that the text names between marks."""
    around = (max(0, start - _LONGEST_WORD), min(len(doc.source), end + _LONGEST_WORD))
    return any(
        match.start() < start and end < match.end()
        for match in _WORD_OR_TWO.finditer(doc.source, *around, overlapped=True)
    ) and doc.is_cited(start, end)


def _is_nothing_else(doc: Document, start: int, end: int, was: str) -> bool:
    """Tell whether what is garbled is no part of what the text shows: of a few places each must be in a word of the
    language or make one, where nothing around looks like code, or speaks of signs; of many the text must not be about
    them.
    """
    if doc.is_about("damage_topics"):
        return False
    if doc.source[start:end] == "?":
        return False  # patterns have such marks
    if len(doc.garbled) > _FEW or sum(each.end - each.start for each in doc.garbled) > _LONG:
        return True
    if len(doc.garbled) == 1 and any(map(str.isalpha, was)) and end - start < _SHORT:
        return False  # a single letter may be anything
    if _stands_alone(doc.source, start, end) and _QUOTES.issuperset(was):
        return False  # “He has had â€™ tattooed”: nobody types such a mark between two spaces
    if doc.is_mentioned(start, end) or not doc.is_among_words(start, end):
        return False
    first, last = doc.paragraph_at(start)
    before = _LETTERS_BEFORE.search(doc.text, max(first, start - _LONGEST_WORD), start)
    behind = _LETTERS.match(doc.text, end, min(last, end + _LONGEST_WORD))
    word = (before.group() if before else "") + was + (behind.group() if behind else "")
    return not word[0].isupper() or all(
        each in doc.spellings or each.lower() in doc.spellings or is_forename(each) or is_known_anywhere(each)
        for each in _LETTERS.findall(word)
    )


def _stands_alone(source: str, start: int, end: int) -> bool:
    """Tell whether white space is on both sides of a passage, or the text ends there."""
    return not source[max(0, start - 1) : start].strip() and not source[end : end + 1].strip()


def _named(text: str) -> str:
    """Return what the text was, in quotation marks unless it is itself a mark."""
    is_mark = len(text) == 1 and category(text).startswith("P")
    return f"the mark {text}" if is_mark else f"“{_shortened(text)}”"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
