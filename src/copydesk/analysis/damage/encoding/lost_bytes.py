"""Lost bytes: what is left of characters that were read in the wrong encoding, where not all of it came through."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.encoding.misreadings import Garbled, unread
from copydesk.support.patterns import compile_later, one_of

_REST = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What the bytes 0x80 to 0xBF are in windows-1252, and in Latin-1."""
_LEFT = compile_later(
    one_of(
        rf"â€(?:\ufffd|(?![{_REST}]))",  # mayorâ€ said
        r"[ÂÃÄÅ]\ufffd",
        r"[ÂÃ] [\u0301\u0304\u0308\u0327]",  # what a compatibility normalisation has made of Â´
        r"(?<=[a-zß-ÿ])Ã(?=[\s\0.,;:!?)”“\"’]|[a-zß-ÿ])",  # citÃ , StraÃe, of which the second character is gone
        r"(?<=[a-zß-ÿ\d.,;:!?)”\"'])Â(?= )",  # so.Â Then, 5Â km, DorfÂ und
    )
)
_MAY_BE_LEFT = compile_later(r"â€|[ÂÃÄÅ][\s\0.,;\ufffd]|[a-zß-ÿ]Ã")
_FIRST_SIGNS = ("â€", *"ÂÃÄÅ")
_BARE = compile_later(
    one_of(
        r"(?<=[a-z])â(?=(?:s|re|ll|ve)\b)|(?<=n)â(?=t\b)",  # itâs, donât
        r"(?<!\w)â(?=[A-Z][a-z' ])",  # âThe mayor
    )
)
_REPLACED = compile_later("ï¿½(?:ï¿½)*")
"""The sign for what could not be read, itself read in the wrong encoding."""
_ROMANIAN = compile_later("[ăîșțşţĂÎȘȚŞŢ]")
"""Letters of languages that have words like “râs”."""
# What a compatibility normalisation makes of the marks ´ ¯ ¨ ¸.
_NORMALISED = {" \u0301": "´", " \u0304": "¯", " \u0308": "¨", " \u0327": "¸"}
_QUESTIONED = compile_later(
    r"\?(?:(?<=n\?)(?=t\b(?![=&]))|(?<=[a-z]{2}\?)(?=(?:s|re|ll|ve)\b(?![=&]))(?<!\w[./]\w\w\?))"
)
_CONTRACTION = compile_later(
    r"(?i:\b(?:(?:do|did|does|is|was|wo|ca|are|were|have|has|had|could|would|should)n\?t"
    r"|(?:it|that|he|she|there|what|who|let)\?s|(?:I|it|that|he|she|we|they|you)\?ll|(?:I|we|they|you)\?ve"
    r"|(?:we|they|you)\?re))\Z"
)
"""The other words may have lost an accent: “caf?s”, “na?ve”, “premi?re”."""
_NEAR = 2_000
"""So far back, in code points, the mark is looked for that opens what another closes."""
_OPENING = compile_later("â€œ|“")
_CLOSING = compile_later(rf"â€(?:[\x9d”\ufffd]|(?![{_REST}]))|”")


def find_lost(text: str) -> Iterator[Garbled]:
    """Yield what is left of garbled characters, and question marks that stand for apostrophes."""
    for match in kept_matches(_QUESTIONED, text) if "?" in text else ():
        around = text[max(0, match.start() - 9) : match.end() + len(_letters_from(text, match.end()))]
        yield Garbled(*match.span(), ("’",), is_sure=_CONTRACTION.search(around) is not None)
    if text.isascii():
        return
    for match in _REPLACED.finditer(text) if "ï¿½" in text else ():
        yield Garbled(*match.span(), (), is_sure=False)
    may_be_left = any(sign in text for sign in _FIRST_SIGNS) and _MAY_BE_LEFT.search(text)
    for match in _LEFT.finditer(text) if may_be_left else ():
        yield Garbled(*match.span(), _remembered(text, *match.span()))
    if "â" in text and not _ROMANIAN.search(text):
        for match in _BARE.finditer(text):
            yield Garbled(*match.span(), ())


def _letters_from(text: str, start: int) -> str:
    """Return the two letters at most of a contraction's end."""
    return "".join(filter(str.isalpha, text[start : start + 2]))


def _remembered(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return what a character was that has not lost all of its bytes; empty if that cannot be told."""
    left = text[start:end]
    if left[1:] in _NORMALISED:
        was = unread(left[0] + _NORMALISED[left[1:]], "cp1252")
        return (was,) if was else ()
    return ("”",) if left.startswith("â€") and _closes(text, start) else ()


def _closes(text: str, at: int) -> bool:
    """Tell whether what stands here is behind words that a mark opens in the same line, and nothing closes.

    The last byte of ” is one of the five that windows-1252 leaves free, and what many programs drop.
    """
    line = text[max(0, at - _NEAR) : at].replace("\r", "\n").rpartition("\n")[2]
    return not line[-1:].isspace() and len(_OPENING.findall(line)) > len(_CLOSING.findall(line))
