"""Old encodings: text that was never UTF-8, and has been read in another encoding of one byte a character."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.damage.encoding.misreadings import Garbled
from copydesk.support.patterns import compile_later, regex_later

# The quotation marks of Mac Roman in windows-1252, and of windows-1252 in Mac Roman.
_SHORT = r"(?:do|did|does|is|was|wo|ca|are|were|have|has|had|could|would|should)n"
_WHO = r"\b(?:it|that|he|she|there|what|who|let|we|they|you|I)"
_MAY_BE_MARK = compile_later("[ÕÒÓíìî]")
_OTHER = compile_later("[^\0-\x7fÕÒÓíìî]")
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
