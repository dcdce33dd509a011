"""Declared: the encoding that a page or a file in XML says it is in."""

from __future__ import annotations

import re

from copydesk.support.patterns import compile_later

_IN_PAGE = compile_later(r"<meta\b[^<>]{0,200}?\bcharset\s*=\s*(?:[\"']\s*)?([\w-]+)", re.IGNORECASE)
_IN_XML = compile_later(r"\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)")
_PAGE = compile_later(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WITHIN = 4_096


def declared_in_xml(text: str) -> re.Match[str] | None:
    """Return the declaration at the top of XML, with the encoding as its group; None if there is none."""
    return _IN_XML.match(text)


def declared_in_page(text: str) -> re.Match[str] | None:
    """Return the declaration in the head of a page, with the encoding as its group; None if there is none."""
    return _IN_PAGE.search(text, 0, _WITHIN)


def is_unicode(encoding: str) -> bool:
    """Tell whether an encoding has all characters."""
    return encoding.lower().startswith(("utf", "unicode"))


def is_kept_in_ascii(text: str) -> bool:
    """Tell whether a text is in ASCII, and other characters in UTF-8 would be misread in it.

    It declares another encoding, or is a page that declares none: browsers do not read that as UTF-8.
    """
    if not text.isascii() or not text[:_WITHIN].lstrip().startswith("<"):
        return False
    declared = declared_in_xml(text) or declared_in_page(text)
    return not is_unicode(declared[1]) if declared else _PAGE.match(text) is not None
