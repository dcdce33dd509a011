"""Mojibake: text that was UTF-8 and has been read in another encoding, and what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.support.patterns import compile_later, one_of

# What the bytes 0x80 to 0xBF are in windows-1252; the five it leaves free come through as control characters.
_REST = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_UTF_8 = rf"(?:[\u00c2-\u00df][{_REST}]|[\u00e0-\u00ef][{_REST}]{{2}}|[\u00f0-\u00f4][{_REST}]{{3}})+"
_MAC_ROMAN = r"(?:‚Ä[^\s\w.,;:]|‚Ä[ôúùìîï]|√[^\s\w.,;:()\d]|√[ßüñºª])+"
_GARBLED = compile_later(
    one_of(
        _UTF_8,  # cafÃ©
        _MAC_ROMAN,  # caf√©
        r"[ÂÃ] [\u0301\u0304\u0308\u0327]",  # what a compatibility normalisation has made of Â´
        r"(?<=[a-zß-ÿ])Ã(?=[\s\0.,;])",  # citÃ , of which the second character is gone
        r"(?<=[a-z])â(?=(?:s|re|ll|ve)\b)|(?<=n)â(?=t\b)",  # itâs, donât
        r"(?<!\w)â(?=[A-Z][a-z' ])",  # âThe mayor
        r"â€(?=[\s\0.,;:!?)]|$)",  # mayorâ€ said
        r"(?<=[.,;:!?)”\"])Â(?= )|(?<![^\W\d_])Â(?=[£©®°«»§])",  # so.Â Then, Â£5
    )
)
_LEAD = compile_later("[\u00c2-\u00f4‚√]")
"""What everything garbled begins with."""
_MAY_BE_GARBLED = compile_later(
    rf"[\u00c2-\u00f4][{_REST}]|‚Ä|√[^\s\w]|√[ßüñºª]|Â[ £©®°«»§]|Ã[\s\0.,;]|â€|â(?:[A-Z]|(?:s|t|re|ll|ve)\b)"
)
_QUESTIONED = compile_later(
    r"\?(?:(?<=n\?)(?=t\b(?![=&]))|(?<=[a-z]{2}\?)(?=(?:s|re|ll|ve)\b(?![=&]))(?<!\w[./]\w\w\?))"
)
_NEAR = 2_000
"""So far back, in code points, the mark is looked for that opens what another closes."""
_OPENING = compile_later("â€œ|“")
_CLOSING = compile_later(rf"â€(?:[\x9d”]|(?![{_REST}]))|”")
_LIKELY = compile_later(
    "[\xa0-\u017f\u2010-\u203a\u20ac\u2100-\u27bf\ufeff\U0001f000-\U0001faff\ufe0f\u200b-\u200d\ufb00-\ufb06\ufffd]+"
)
_WORDS = compile_later(
    "[\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af \xa0]{2,}"
)
# What a compatibility normalisation makes of the marks ´ ¯ ¨ ¸.
_NORMALISED = {" \u0301": "´", " \u0304": "¯", " \u0308": "¨", " \u0327": "¸"}
_C1 = compile_later("[\x80-\x9f]")
_TYPOGRAPHIC = "‘’“”…–—›‹„‚"


class Garbled(NamedTuple):
    """Characters that were others: offsets in code points, and what they were; empty if that is lost."""

    start: int
    end: int
    was: str


def find_garbled(text: str) -> Iterator[Garbled]:
    """All mojibake in a text, and question marks that stand for apostrophes."""
    for match in _QUESTIONED.finditer(text) if "?" in text else ():
        yield Garbled(*match.span(), "’")
    if text.isascii() or not _LEAD.search(text) or not _MAY_BE_GARBLED.search(text):
        return
    for match in _GARBLED.finditer(text):
        garbled = match.group()
        for spread, mark in _NORMALISED.items():
            garbled = garbled.replace(spread, mark)
        if garbled in ("â€", "Â", "Ã", "â"):
            yield Garbled(*match.span(), "”" if garbled == "â€" and _closes(text, match.start()) else "")
            continue
        was = _repaired(garbled)
        if (
            was is None
            or not (_LIKELY.fullmatch(was) or _WORDS.fullmatch(was))
            or _is_capital_at_edge(text, match)
        ):
            continue
        while (deeper := _repaired(was)) is not None:
            was = deeper
        yield Garbled(*match.span(), "" if "\ufffd" in was else was.removeprefix("\ufeff"))


def _closes(text: str, at: int) -> bool:
    """Tell whether what stands here is behind words that a mark opens in the same line, and nothing closes.

    The last byte of ” is one of the five that windows-1252 leaves free, and what many programs drop.
    """
    line = text[max(0, at - _NEAR) : at].replace("\r", "\n").rpartition("\n")[2]
    return not line[-1:].isspace() and len(_OPENING.findall(line)) > len(_CLOSING.findall(line))


def _repaired(garbled: str) -> str | None:
    """The text whose UTF-8 bytes these characters are; None if they are no UTF-8."""
    for codec in ("cp1252", "mac_roman"):
        try:
            data = b"".join(
                character.encode("latin-1") if "\x80" <= character <= "\x9f" else character.encode(codec)
                for character in garbled
            )
            return _C1.sub(_as_typed, data.decode("utf-8"))
        except UnicodeError:
            continue
    return None


def _as_typed(control: re.Match[str]) -> str:
    """What a control character was in windows-1252, which is what most programs call Latin-1."""
    return control.group().encode("latin-1").decode("cp1252", "replace")


def _is_capital_at_edge(text: str, match: re.Match[str]) -> bool:
    """Tell whether it is a word in capitals before a mark, such as “MAÇÃ” or “DÉJÀ”, and no mojibake."""
    garbled = match.group()
    if len(garbled) != 2 or not (garbled[1] in _TYPOGRAPHIC or garbled[1] in "«»\xa0®°"):
        return False
    if garbled[0] in "ÂÃ":
        before = text[max(0, match.start() - 1) : match.start()]
        return before.isupper()
    # Only a small letter next to it makes a letter of it.
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return not any(map(str.islower, around))
