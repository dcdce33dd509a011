"""Certainty: whether a text read in the wrong encoding can have been nothing else than what it is put back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.analysis.damage.encoding.misreadings import SPOKEN, bytes_of
from copydesk.analysis.damage.encoding.plausibility import judge

COMMON = frozenset("cp1252 cp1250 cp1251 cp1253 cp1254 cp1257 iso8859-2 mac_roman cp437".split())
"""The encodings that programs take for UTF-8 by mistake day by day; text read in another is never put back unseen."""

_RARE = (
    "cp775 cp855 cp857 cp860 cp861 cp863 cp865 mac_latin2 mac_iceland mac_croatian mac_romanian mac_turkish"
    " iso8859-3 iso8859-4 iso8859-7 iso8859-10 iso8859-13 iso8859-14 iso8859-16"
).split()
"""Encodings that share most of their characters with those of `SPOKEN`, so that their garblings look alike."""


def is_beyond_doubt(
    garbled: str, was: str, codecs: Iterable[tuple[str, ...]], *, is_whole: bool = True
) -> bool:
    """Tell whether a paragraph was certainly another text.

    All of it was read in common encodings, and no encoding makes anything else of it that is as likely; or anything at
    all, if some characters beyond ASCII would stay as they are.

    Args:
        garbled: the paragraph.
        was: what it is put back to.
        codecs: for each of its parts, the encodings that it was read in, the latest first.
        is_whole: whether all of its characters beyond ASCII are put back.
    """
    ways = set(codecs)
    return (
        all(map(COMMON.issuperset, ways))
        and len({len(way) for way in ways}) == 1
        and not any(
            _is_as_likely(other, was, is_whole=is_whole)
            for other in _others(garbled, was, len(next(iter(ways))))
        )
    )


def _others(garbled: str, was: str, steps: int) -> Iterator[str]:
    """Yield what else a text may have been, after as many steps through any encodings."""
    texts = {garbled}
    for _ in range(steps):
        texts = {other for text in texts for codec in (*SPOKEN, *_RARE) if (other := _unread(text, codec))}
    yield from texts - {was}


def _unread(text: str, codec: str) -> str:
    try:
        read = bytes_of(text, codec).decode("utf-8")
    except UnicodeError:
        return ""
    return "" if read == text else read


def _is_as_likely(other: str, was: str, *, is_whole: bool) -> bool:
    ours, theirs = judge(was, 0, len(was)), judge(other, 0, len(other))
    if not is_whole:
        return theirs.convinces
    return theirs.convinces and (theirs.odd, -theirs.likely) <= (ours.odd, -ours.likely)
