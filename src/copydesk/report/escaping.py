"""Escaping: one function for each kind of output, through which text that others wrote gets there.

Names of files, articles, configurations, packs and messages of plugins may contain what a terminal obeys (escape
sequences, characters that turn the direction of text), what a log of continuous integration obeys (`::error`,
`##[error]`), or what a format means by its own signs.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from copydesk.support.patterns import compile_later

_COMMAND = compile_later(r"^\s*(?=::)|#(?=#\w*\[)")
"""What a log takes for a command: `::error` at the start of a line (GitHub), `##[error]` (GitHub and Azure),
`##vso[` (Azure) and `##teamcity[` anywhere.
"""

_OBEYED = compile_later(r"[\x01-\x08\v\f\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)")
_NUMBER_SIGN = compile_later(r"(?<=#)#(?=\w*\[)")
_UNSEEN = r"\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Characters that cannot be seen, and are written as escapes where a format has them: its readers get the same text."""

_ESCAPED_IN_JSON = compile_later(rf"[{_UNSEEN}\ud800-\udfff]")
_ESCAPED_IN_XML = compile_later(rf"[\t\n\r{_UNSEEN}]")
_NOT_IN_XML = compile_later(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = compile_later(r"[\ud800-\udfff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_MARKDOWN_SIGN = compile_later(r"[\\`*_{}\[\]<>()#+!|~&@$:-]|(?<=www)\.")
_MARKDOWN_LINK = compile_later(r"\\[@#](?=\w)|\\:(?=//)|\bGH(?=\\-\d)", re.IGNORECASE)


def harmless(text: str) -> str:
    """Return the text for people, on one line, with a middle dot for each character that would move the cursor or hide
    text.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else " " if character.isspace() else "·" for character in text
    )


def without_commands(line: str) -> str:
    """Return a whole line for people with a backslash in what a log would take for a command."""
    return _COMMAND.sub(r"\g<0>\\", line) if "::" in line or "##" in line else line


def is_harmless(line: str) -> bool:
    """Tell whether a terminal or a log shows this line, with its line end, and obeys nothing in it."""
    return not _OBEYED.search(line) and without_commands(line) == line


def without_surrogates(text: str) -> str:
    """Return the text with U+FFFD instead of each half of a surrogate pair, which UTF-8 cannot encode."""
    return _SURROGATE.sub("\ufffd", text)


def json_text(data: Any, indent: int | None = None) -> str:
    """Return the data as JSON, with escapes for characters that cannot be seen, and a line feed at the end."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=indent)
    text = _ESCAPED_IN_JSON.sub(lambda match: json.dumps(match.group())[1:-1], text)
    return _NUMBER_SIGN.sub(r"\\u0023", text) + "\n"


def xml(text: str) -> str:
    """Return the text escaped for an attribute or element of XML; characters that XML cannot hold become U+FFFD."""
    text = _NOT_IN_XML.sub("\ufffd", text).translate(_MARKUP)
    text = _ESCAPED_IN_XML.sub(lambda match: f"&#{ord(match.group())};", text)
    return _NUMBER_SIGN.sub("&#35;", text)


def html(text: str) -> str:
    """Return the text escaped for an attribute or element of HTML, as `harmless` shows it."""
    return _NUMBER_SIGN.sub("&#35;", harmless(text).translate(_MARKUP))


def markdown(text: str) -> str:
    """Return the text escaped for Markdown, as `harmless` shows it.

    GitHub and GitLab find addresses, `@names` and `#numbers` after they have taken away the backslashes; an empty
    comment within them keeps them from becoming links.
    """
    return _MARKDOWN_LINK.sub(r"\g<0><!-- -->", _MARKDOWN_SIGN.sub(r"\\\g<0>", harmless(text)))


def workflow_data(text: str) -> str:
    """Return the text escaped for the message of a workflow command of GitHub."""
    lines = without_surrogates(text).replace("\r", "\n").split("\n")
    text = "\n".join(map(harmless, lines)).replace("%", "%25").replace("\n", "%0A")
    return _NUMBER_SIGN.sub(r"\\#", text)


def workflow_property(text: str) -> str:
    """Return the text escaped for a property of a workflow command of GitHub."""
    return workflow_data(text).replace(":", "%3A").replace(",", "%2C")


def uri(path: str) -> str:
    """Return a path as a URI reference: relative as it is, absolute as a file URI."""
    quoted = quote(path.encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted}" if re.match(r"[A-Za-z]:/", path) else quoted
