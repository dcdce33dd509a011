"""Well-formed XML: let expat tell whether XML is well-formed, and where it is not, in words that say what to do.

Expat reads no file and expands nothing here: what declares entities is refused (see `skeleton`).
"""

from __future__ import annotations

import unicodedata
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate, errors

from copydesk.formats.parsed import Fault
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNS = {"&": "&amp;", "<": "&lt;"}
_TAG_BEGINS = compile_later(r"<[^\W\d]|<[/!?]")
_STRAY_SIGN = compile_later(r"(?:&[\w.:-]*+|<)\Z")
_ENTITY_OUTSIDE = compile_later(
    r"<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|&(?P<name>[^\s#;&<>\"']++);"
)
_NEAR = 40
"""In code points: how far before the place that expat tells a stray sign may stand."""
_TAG_SHOWN = 40
"""In code points: of a longer end tag so much is quoted."""


def fault_in(text: str, before: str, after: str) -> Fault | None:
    """Return why a part of a document is not well-formed, given what stands before and after; None if it is."""
    parser = ParserCreate("utf-8", " ")
    return fault_of(parser.Parse, lambda: parser.ErrorByteIndex, text, before, after)


def fault_of(
    parse: Callable[[bytes, bool], object],
    error_at: Callable[[], int],
    text: str,
    before: str = "",
    after: str = "",
) -> Fault | None:
    """Return why a parser of expat cannot read a text; None if it can."""
    lead, data = before.encode(), text.encode("utf-8", "surrogatepass")
    try:
        parse(lead, False)
        parse(data, False)
        parse(after.encode(), True)
    except ExpatError as error:
        at = min(max(0, error_at() - len(lead)), len(data))
        offset = len(data[:at].decode("utf-8", "ignore"))
        if stray := _STRAY_SIGN.search(text, max(0, offset - _NEAR), offset):
            offset = stray.start()  # of “&id=” expat tells where the equals sign is
        if text.startswith("</", max(0, offset - 2)):
            offset = max(0, offset - 2)  # and of an end tag where its name is
        return Fault(offset, _reason(error, text, offset))
    return None


def unknown_entity_in(text: str) -> Fault | None:
    """Return the first entity in well-formed XML that no HTML knows: another file says what it stands for, or none."""
    for found in _ENTITY_OUTSIDE.finditer(text):
        if found["name"] and f"{found['name']};" not in html5:
            reason = "and copydesk reads no other file that says what it means; write out what it stands for"
            return Fault(found.start(), f"“&{found['name']};” is no name of HTML, {reason}")
    return None


def _reason(error: ExpatError, text: str, offset: int) -> str:
    what = errors.messages[error.code]
    here = text[offset : offset + _TAG_SHOWN]
    if not here:
        why = "it ends too early; an end tag, or the end of a CDATA section, is missing"
    elif what == errors.XML_ERROR_UNDEFINED_ENTITY:
        entity = here.partition(";")[0]
        why = f"nothing in the file says what “{entity};” means; write the character itself"
    elif what in (errors.XML_ERROR_INVALID_TOKEN, errors.XML_ERROR_UNCLOSED_TOKEN):
        why = _stray(text, offset)
    elif what == errors.XML_ERROR_TAG_MISMATCH:
        tag = here.partition(">")[0]
        why = f"“{tag}>” closes another element than the one that is open; close what is open first"
    elif what == errors.XML_ERROR_UNBOUND_PREFIX:
        why = "the prefix of a name is not declared; declare it (xmlns:…) at the top of the file"
    elif what == errors.XML_ERROR_UNCLOSED_CDATA_SECTION:
        why = "the CDATA section that begins here does not end; write ]]> behind its text"
    else:
        why = f"{what}; mend that, or save the file again from its source"
    return f"this is not well-formed XML: {why}"


def _stray(text: str, offset: int) -> str:
    """Say what is wrong with a character, of which expat tells only where it is, or where what holds it begins."""
    if _TAG_BEGINS.match(text, offset):
        return "the tag here is broken or does not end; mend it, or write &lt; if it is text"
    character = text[offset : offset + 1]
    if character in _SIGNS:
        return f"a “{character}” that is text is written {_SIGNS[character]}"
    if character and unicodedata.category(character) in ("Cc", "Cs", "Cn"):
        return f"the character U+{ord(character):04X} is not allowed in it; take it out"
    return "what stands here cannot stand there; mend it, or save the file again from its source"
