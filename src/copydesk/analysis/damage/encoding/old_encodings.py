"""Old encodings: text that was never UTF-8, and has been read in another encoding of one byte a character."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.encoding.misreadings import Garbled, bytes_of
from copydesk.formats.decoding.legacy import recognise
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.support.patterns import compile_later, regex_later

# The quotation marks of Mac Roman in windows-1252, and of windows-1252 in Mac Roman.
_SHORT = r"(?:do|did|does|is|was|wo|ca|are|were|have|has|had|could|would|should)n"
_WHO = r"\b(?:it|that|he|she|there|what|who|let|we|they|you|I)"
_MAY_BE_MARK = compile_later("[ÕÒÓíìî]")
_OTHER = compile_later("[^\0-\x7fÕÒÓíìî]")
_ACCENTED = compile_later("[À-ÖØ-öø-ÿ]{4}")
"""So many accented letters follow each other in no language that is written with Latin letters."""
_ACCENTED_LETTER, _PLAIN_LETTER = compile_later("[À-ÖØ-öø-ÿ]"), compile_later("[A-Za-z]")
_MANY = 20
_LATIN = ("windows-1250", "windows-1252", "windows-1254", "iso-8859-2", "mac-roman")
_WORDS = compile_later(r"[^\0-\x7f\ufffc](?:[^\0\r\n\ufffc]*[^\0-\x7f\ufffc])?")
_MARKS = {
    "’": regex_later(
        rf"(?<=[a-z])Õ(?=(?:s|t|re|ll|ve|d|m)\b)|(?<=\b{_SHORT})í(?=t\b)|(?<={_WHO})í(?=(?:s|re|ve|ll|m|d)\b)"
    ),
    "“": regex_later(r"(?<![\p{L}\p{N}])[Òì](?=\p{Lu}\p{Ll})"),
    "”": regex_later(r"(?<=\p{Ll}[.,!?]?)Ó(?![\p{L}\p{N}])|(?<=\p{Ll}[.,!?])î(?![\p{L}\p{N}])"),
}


def find_misread_marks(text: str) -> Iterator[Garbled]:
    """Yield letters that stand where only a quotation mark or an apostrophe can.

    Where the text has other characters beyond ASCII, these may have been misread too, and nobody knows what they were.
    """
    if text.isascii() or not _MAY_BE_MARK.search(text):
        return
    is_sure = not _OTHER.search(text)
    for was, pattern in _MARKS.items():
        for match in pattern.finditer(text):
            way = ("Mac Roman", "windows-1252") if match.group() in "ÕÒÓ" else ("windows-1252", "Mac Roman")
            yield Garbled(*match.span(), (was,), "{} was read as {}".format(*way), is_sure)


def find_misread_script(text: str, start: int, end: int) -> list[Garbled]:
    """Return what stands between two offsets if it is Cyrillic, Greek, Japanese … that was read as windows-1252.

    Nothing proves it but how common the letters are that come of it, so it is never sure.
    """
    if not _ACCENTED.search(text, start, end):
        return []
    words = [match.span() for match in _WORDS.finditer(text, start, end)]
    try:
        recognised = recognise(bytes_of(text[start:end].replace(MARKUP, "").replace(OBJECT, " "), "cp1252"))
        if recognised and recognised[1] not in _LATIN:
            name, codec = recognised[1], recognised[1].replace("windows-", "cp")
            how = f"{name} was read as windows-1252"
            return [
                Garbled(first, last, (bytes_of(text[first:last], "cp1252").decode(codec),), how, False)
                for first, last in words
            ]
    except UnicodeError:
        pass
    accented, plain = (
        len(letters.findall(text, start, end)) for letters in (_ACCENTED_LETTER, _PLAIN_LETTER)
    )
    return untold(text, start, end) if accented > max(plain, _MANY) else []


def untold(text: str, start: int, end: int) -> list[Garbled]:
    """Return as garbled, nobody knows how, all from the first character beyond ASCII to the last."""
    return [Garbled(*match.span(), ()) for match in _WORDS.finditer(text, start, end)]
