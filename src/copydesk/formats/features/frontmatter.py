"""Front matter: read the metadata before the text of a Markdown file, in YAML (`---`), TOML (`+++`), JSON, or as the
bare lines `Key: value` of Pelican and MultiMarkdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from copydesk.findings import Span
from copydesk.support.patterns import compile_later
from copydesk.support.untrusted.safe_toml import load_toml
from copydesk.support.untrusted.safe_yaml import load_yaml

_FENCED = compile_later(
    r"(?P<fence>---|\+\+\+)[^\S\r\n]*\r?\n(?P<body>(?:.*\n)*?)(?:(?P=fence)|\.\.\.)[^\S\r\n]*(?:\r?\n|\r|\Z)"
)
_BARE = compile_later(r"(?:[A-Za-z][\w -]{0,24}:[ \t]+\S.*\n){2,}(?=[ \t]*\r?\n)")
_BARE_KEYS = frozenset(("title", "date", "slug"))
"""Lines `Key: value` at the top are front matter if they have one of these keys; others may be a recipe or a cast.
So is JSON that begins on its first line; other JSON may be an example.
"""
_JSON = compile_later(r"\{(?P<line_end>[^\S\r\n]*\r?\n)?(?=\s*\")")
_BEHIND_JSON = compile_later(r"[^\S\r\n]*(?:\r?\n\s*|\Z)(?![{\[])")
"""What follows JSON that begins on its first line: another object behind it would make it one of several records."""
_KEY = compile_later(r"(?:[^\S\n]*(?:#.*)?\n)*[^\S\n]*[\w.\-\"']+\s*[:=](?:\s|$)")
_KEY_OF = r"(?im)(?:^|[\s{{\[,.\"':]){}(?=[\"']?\s*(?:[:=]|\]))"
_WHOLE_VALUE = r"(?<![\w./*-]){}(?![\w./*-])"
_MISTAKES = (ValueError, TypeError, AttributeError, RecursionError)


def read_front_matter(source: str) -> tuple[dict[str, Any], int]:
    """Return the data of the front matter, its keys in lower case, and the offset at which the text begins.

    Dates are dates, unless one of them is impossible, or a tag unknown: then all values of YAML are left as they are
    written. Front matter that is broken holds nothing, and is still no part of the text.
    """
    if match := _FENCED.match(source):
        return _data(match)
    if match := _JSON.match(source):
        return _json(source, is_block=bool(match["line_end"]))
    if match := _BARE.match(source):
        pairs = (line.partition(":") for line in match.group().splitlines())
        bare = {key.strip().lower(): value.strip() for key, _, value in pairs}
        return (bare, match.end()) if _BARE_KEYS.intersection(bare) else ({}, 0)
    return {}, 0


def front_matter_end(source: str) -> int:
    """Return the offset at which front matter ends that could be read; 0 if there is none."""
    if match := _FENCED.match(source):
        return match.end()
    if match := _JSON.match(source):
        return _json(source, is_block=bool(match["line_end"]))[1]
    match = _BARE.match(source)
    return match.end() if match else 0


def _json(source: str, *, is_block: bool) -> tuple[dict[str, Any], int]:
    try:
        found, end = json.JSONDecoder().raw_decode(source)
    except _MISTAKES:
        return {}, 0
    data = _lower(found) if isinstance(found, Mapping) else {}
    is_other = not is_block and not (_BARE_KEYS.intersection(data) and _BEHIND_JSON.match(source, end))
    return ({}, 0) if not data or is_other else (data, end)


def fenced_front_matter(source: str) -> re.Match[str] | None:
    """Return the match of front matter between fences, right or broken, with the groups `fence` and `body`.

    Two rules with prose between them are none.
    """
    match = _FENCED.match(source)
    return match if match and _KEY.match(match["body"]) else None


def _data(match: re.Match[str]) -> tuple[dict[str, Any], int]:
    body = match["body"]
    try:
        data = load_toml(body.replace("\r\n", "\n")) if match["fence"] == "+++" else _yaml(body)
    except _MISTAKES:
        data = {} if _KEY.match(body) else None
    if data is None and not body.strip():
        data = {}
    # Two rules with prose between them are no front matter.
    return (_lower(data), match.end()) if isinstance(data, Mapping) else ({}, 0)


def _yaml(body: str) -> Any:
    try:
        return load_yaml(body)
    except ValueError:  # an impossible date, or a tag that only the site knows
        return load_yaml(body, as_written=True)


def _lower(data: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in data.items()}


def key_span(source: str, key: str, value: str = "") -> Span:
    """Return the place of the value after a key, else of the key, else of the beginning; the key's case is ignored."""
    if not (found := re.search(_KEY_OF.format(f"({re.escape(key)})"), source)):
        return Span(0, 0)
    behind = re.compile(_WHOLE_VALUE.format(re.escape(value))).search(source, found.end()) if value else None
    return Span(*behind.span()) if behind else Span(*found.span(1))
