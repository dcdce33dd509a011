"""Escaping: write text and paths so that formats for programs can hold them."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from copydesk.support.patterns import compile_later

_NOT_IN_XML = compile_later(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = compile_later("[\x85\u2028\u2029]")
_SURROGATE = compile_later(r"[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Return the text with U+FFFD instead of each half of a surrogate pair, which UTF-8 cannot encode."""
    return _SURROGATE.sub("\ufffd", text)


def json_line(data: Any) -> str:
    """Return the data as one line of JSON, with escapes for other line separators than the line feed."""
    text = json.dumps(data, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def xml(text: str) -> str:
    """Return the text escaped for an attribute or element of XML; characters that XML cannot hold become U+FFFD."""
    text = _NOT_IN_XML.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("\t", "&#9;")
    return text.replace("\n", "&#10;").replace("\r", "&#13;")


def uri(path: str) -> str:
    """Return a path as a URI reference: relative as it is, absolute as a file URI."""
    quoted = quote(path.encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted}" if re.match(r"[A-Za-z]:/", path) else quoted
