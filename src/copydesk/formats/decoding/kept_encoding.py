"""Kept encoding: tell whether the readers of a file would read new characters in it as they were meant.

Browsers take some names of encodings for others, and so do we where we read; who reads XML, or a `coding` line, does
not. What is written must be right for each of them.
"""

from __future__ import annotations

import codecs

from copydesk.formats.decoding.encodings import NotText, browsers_codec, decode
from copydesk.support.patterns import compile_later

_IN_XML = compile_later(r"\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)")
_IN_PAGE = compile_later(r"(?i)<meta\b[^<>]{0,200}?\bcharset\s*=\s*(?:[\"']\s*)?([\w.:-]+)")
_IN_LINE = compile_later(r"(?:[^\n]*\n)?[^\n]{0,80}?coding[:=]\s*[\"']?([\w.-]+)")
_MARK = "\ufeff"
_WITHIN = 4_096
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Marks that no reader overlooks."""


def misread_as(data: bytes, codec: str, new: str, *, is_page: bool, is_xml: bool) -> str:
    """Return the encoding by which a reader of a file would misread a new text; empty if none would.

    Args:
        data: the file.
        codec: what it was read with, and the new text is to be written with.
        new: the text.
        is_page: whether browsers show it.
        is_xml: whether it is XML, which is in UTF-8 if it does not say otherwise.
    """
    if new.isascii() or data.startswith(_WIDE):
        return ""
    written = new.encode(codec)
    if written.decode(codec) != new:  # some old encodings write two characters as one
        return codec
    return next(
        (name for name, each in _readings(data, is_page, is_xml) if not _reads(each, written, new)), ""
    )


def is_read_again(before: bytes, after: bytes, text: str) -> bool:
    """Tell whether changed bytes are read as this text; those that were read by other means before may be anything."""
    try:
        decode(before)
    except NotText:
        return True
    try:
        return decode(after)[0].removeprefix(_MARK) == text.removeprefix(_MARK)
    except NotText:
        return False


def _readings(data: bytes, is_page: bool, is_xml: bool) -> list[tuple[str, str | None]]:
    """Return the encodings by which the readers of a file go, as it names them, each with its codec if it has any."""
    found = data.removeprefix(codecs.BOM_UTF8)[:_WITHIN].decode("latin-1")
    in_xml = _IN_XML.match(found)
    readings: list[tuple[str, str | None]] = []
    if in_xml:
        name = in_xml[1]
        readings.append((name, _codec(name)))
    elif is_xml or found.lstrip().startswith("<?xml"):
        readings.append(("utf-8", "utf-8"))
    if is_xml:
        return readings
    # A mark goes before what a page says. A server's word does too, but who opens the file has none; and which of
    # several declarations stands in a remark is left open.
    if is_page and not data.startswith(codecs.BOM_UTF8):
        readings += [(name, _pages_codec(name)) for name in dict.fromkeys(_IN_PAGE.findall(found))]
    in_line = None if is_page else _IN_LINE.match(found)
    if in_line and (named := _codec(in_line[1])):
        readings.append((named, named))
    return readings


def _pages_codec(name: str) -> str | None:
    """Return the codec that browsers take for the encoding that a page declares; whoever reads that reads no UTF-16."""
    codec = browsers_codec(name)
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _reads(codec: str | None, written: bytes, new: str) -> bool:
    try:
        return codec is not None and written.decode(codec) == new
    except (UnicodeError, LookupError):
        return False
