"""Mistakes in front matter, told as whoever writes it would: parsers speak of tokens, mappings and streams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.formats.features.frontmatter import fenced_front_matter as fenced_front_matter  # for checks
from copydesk.support.patterns import compile_later

_PAIR = compile_later(
    r"[ \t]*(?:-[ \t]+)*(?P<key>[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*(?P<sign>[:=])(?:[ \t]+(?P<value>\S.*))?\Z"
)
_MARKS_OF_YAML = "@`%&*!|>[]{},#?-"
_TOML_PLACE = compile_later(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)\Z")
_NEVER_CLOSED = compile_later(
    r"(?P<fence>---|\+\+\+)[^\S\r\n]*\r?\n"
    r"(?:(?:title|layout|date)[ \t]*[:=][ \t]|(?:[a-z][\w-]*[ \t]*[:=](?:[ \t].*)?\r?\n){2})"
)
_FENCE_LINE = compile_later(r"(?m)^(?:---|\+\+\+|\.\.\.)[^\S\r\n]*$")


class Mistake(NamedTuple):
    """A mistake: the line it is in, from 0, and what is wrong, without a full stop."""

    line: int
    why: str


def explain_mistake(body: str, mistake: Mistake) -> Mistake:
    """A mistake as a parser of YAML or TOML tells it, in plain words where the line itself shows what is wrong."""
    lines = body.splitlines()
    line, why = _placed(lines, mistake)
    text = lines[line].rstrip() if line < len(lines) else ""
    if re.match(r" *\t", text):
        return Mistake(line, "a tab stands at the line's beginning, where YAML takes spaces only")
    pair = _PAIR.match(text)
    if pair is None and text and ("could not find expected ':'" in why or "after a key" in why):
        return Mistake(line, "the line has no key")
    return Mistake(line, (_of_value(pair, why) if pair and pair["value"] else None) or why)


def _placed(lines: Sequence[str], mistake: Mistake) -> Mistake:
    """The mistake where it begins: parsers see some only in the next line, and TOML's tells its place in words."""
    line, why = mistake
    if place := _TOML_PLACE.search(why):
        line = int(place["line"]) - 1 if place["line"] else max(0, len(lines) - 1)
        return Mistake(line, why[: place.start()])
    if "could not find expected ':'" in why:
        above = [number for number in range(min(line, len(lines))) if lines[number].strip()]
        return Mistake(above[-1] if above else line, why)
    return Mistake(min(line, max(0, len(lines) - 1)), why)


def _of_value(pair: re.Match[str], why: str) -> str | None:
    """What is wrong with a line that has a key and a value, if the two show it."""
    key, value = pair["key"].strip("\"'"), pair["value"]
    first = value[0]
    is_toml = pair["sign"] == "="
    if why.startswith("Invalid date"):
        return f"“{value}” is no date"
    if "overwrite" in why:
        return f"“{key}” stands here for a second time"
    if first in "\"'":
        return _of_quoted(key, value, why)
    if first in "[{" and "unhashable" not in why:
        return f"the list behind “{key}” is never closed, or its items need commas or quotes"
    if is_toml:
        return f"put the value of “{key}” in quotes" if "Invalid value" in why else None
    if ": " in value or value.endswith(":"):
        return f"the value of “{key}” has a colon; put it in quotes"
    if first in _MARKS_OF_YAML:
        return f"the value of “{key}” begins with {first}, which means something else there; put it in quotes"
    if "mapping values" in why:
        return f"“{key}” stands further in than the line above, which has a value already"
    return None


def _of_quoted(key: str, value: str, why: str) -> str | None:
    mark = value[0]
    if value.count(mark) == 1:
        return f"the quotation mark before the value of “{key}” is never closed"
    if "escape" in why:
        return f"a backslash in the value of “{key}” means more than itself; put the value in single quotes"
    if value.count(mark) > 2:
        return f"the value of “{key}” has {mark} in it; put the other kind of quotes around it"
    return None


def unclosed_fence_length(source: str) -> int:
    """How many code points at the beginning of a text are a fence that opens front matter which nothing closes."""
    match = _NEVER_CLOSED.match(source)
    return len(match["fence"]) if match and not _FENCE_LINE.search(source, match.end("fence") + 1) else 0
