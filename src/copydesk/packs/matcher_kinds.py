"""The kinds of matcher that a rule file may hold: by which key, and what the key takes."""

from __future__ import annotations

from typing import Any

from copydesk.packs.line_matchers import LineMatcher, LinePhraseMatcher
from copydesk.packs.matchers import ConsistentMatcher, Matcher, PreferMatcher, literal
from copydesk.packs.prefilter import Prefilter

KINDS = ("phrases", "lines", "line", "pattern", "prefer", "consistent")
"""The keys that hold a matcher; a rule file has exactly one."""

DEFAULT_MESSAGES = {
    "prefer": "write “{better}” for “{match}”",
    "consistent": "“{match}” here, “{better}” elsewhere in the article",
}


def make_matcher(
    key: str, value: Any, prefilter: Prefilter, message: str, *, case_sensitive: bool
) -> Matcher:
    """The matcher that a rule file's key and value ask for; `key` is one of KINDS.

    Raises:
        ValueError: the value is not what the key takes.
    """
    match key:
        case "phrases":
            return Matcher(
                [literal(text) for text in _texts(value)], prefilter, message, case_sensitive=case_sensitive
            )
        case "pattern":
            return Matcher(_texts(value), prefilter, message, case_sensitive=case_sensitive)
        case "line":
            return LineMatcher(_texts(value), prefilter, message, case_sensitive=case_sensitive)
        case "lines":
            return LinePhraseMatcher(_texts(value), message)
        case "prefer":
            return PreferMatcher(_mapping(value), prefilter, message, case_sensitive=case_sensitive)
        case _:
            return ConsistentMatcher(_groups(value), prefilter, message, case_sensitive=case_sensitive)


def _texts(value: Any) -> list[str]:
    texts = [value] if isinstance(value, str) else value
    if (
        not isinstance(texts, list)
        or not texts
        or not all(isinstance(text, str) and text.strip() for text in texts)
    ):
        raise ValueError("takes a text or a list of texts")
    return texts


def _mapping(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        raise ValueError("takes a mapping of phrases to better ones")
    _texts([*value.keys(), *value.values()])
    return value


def _groups(value: Any) -> list[list[str]]:
    if not isinstance(value, list) or not value or any(not isinstance(group, list) for group in value):
        raise ValueError("takes a list of groups, each a list of variants")
    return [_texts(group) for group in value]
