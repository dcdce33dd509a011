"""Matcher kinds: the keys of a rule file that hold phrases or patterns, and the matcher for each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from copydesk.packs.flagging import ConsistentFlags, MessageFlags, PreferFlags
from copydesk.packs.line_index import merge_adjacent
from copydesk.packs.line_matchers import LinePhraseSearch, LineSearch
from copydesk.packs.matchers import Matcher, PatternSet, ProseSearch, Search, without_overlaps
from copydesk.packs.pattern_analysis.bounds import check_bounds
from copydesk.packs.pattern_analysis.compiling import literal_pattern
from copydesk.packs.pattern_analysis.named_parts import with_parts
from copydesk.packs.prefilter import Prefilter

LINE_PHRASES = ("lines", "line_phrases")
"""Two names of one key: phrases that fill a line."""
LINE_KINDS = ("line", *LINE_PHRASES)
PATTERN_KINDS = ("line", "pattern")
KINDS = ("phrases", *LINE_PHRASES, "line", "pattern", "prefer", "consistent")
"""The keys that hold a matcher. A rule file has one of them; beside `line` it may have phrases that fill a line."""
_LONGEST_PHRASE = 1_000
PARTS = "parts"
"""The key that holds the named parts of patterns."""

DEFAULT_MESSAGES = {
    "prefer": "write “{better}” for “{match}”",
    "consistent": "“{match}” here, “{better}” elsewhere in the article",
}


class MatcherError(ValueError):
    """A matcher that cannot be made.

    Attributes:
        key: the wrong key of the rule file; empty if it is not one key in particular.
    """

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(problem)
        self.key = key


class Recipe(NamedTuple):
    """What a matcher is made of.

    Attributes:
        data: the keys of the rule file that say what it looks for.
        message: the message of a flag.
        case_sensitive: whether capital and small letters differ.
    """

    data: Mapping[str, Any]
    message: str
    case_sensitive: bool


def owner_of(rule: str, kind: str) -> str:
    """Return the name by which the prefilter knows what a rule looks for under one key of its file."""
    return f"{rule} {kind}"


def make_matcher(recipe: Recipe, prefilter: Prefilter, *, rule: str, seconds: float | None) -> Matcher:
    """Make the matcher of a rule file. It finds nothing before it is registered with the prefilter.

    Args:
        recipe: what it is made of.
        prefilter: the prefilter of all patterns.
        rule: names the rule; no two matchers with one prefilter have the same.
        seconds: limits the time of one pattern in one passage.

    Raises:
        MatcherError: there is no kind of matcher or too many, or a value has the wrong type.
    """
    data = recipe.data
    kinds = _kinds_of(data)
    pattern_set = partial(PatternSet, case_sensitive=recipe.case_sensitive, seconds=seconds)
    searches: list[Search]
    if kinds[0] in LINE_KINDS:
        searches = [_line_search(kind, data, prefilter, owner_of(rule, kind), pattern_set) for kind in kinds]
        return Matcher(searches, merge_adjacent, MessageFlags(recipe.message))
    kind, flag = kinds[0], _flags(kinds[0], data, recipe.message)
    patterns = pattern_set(_prose_patterns(kind, data))
    return Matcher([ProseSearch(patterns, prefilter, owner_of(rule, kind))], without_overlaps, flag)


def _kinds_of(data: Mapping[str, Any]) -> list[str]:
    """Return the kinds of matcher in a rule file: one, or patterns and phrases that fill a line."""
    kinds = [kind for kind in KINDS if kind in data]
    are_both_of_lines = len(kinds) == 2 and kinds[0] in LINE_PHRASES and kinds[1] == "line"
    if len(kinds) != 1 and not are_both_of_lines:
        raise MatcherError(
            "",
            f"a rule file has exactly one of {', '.join(KINDS)}, or “line” beside “line_phrases”;"
            f" here are {' and '.join(kinds) or 'none'}",
        )
    if PARTS in data and kinds[-1] not in PATTERN_KINDS:
        raise MatcherError(PARTS, f"belongs to one of {', '.join(PATTERN_KINDS)}; here is {kinds[0]}")
    return kinds


def _line_search(
    kind: str,
    data: Mapping[str, Any],
    prefilter: Prefilter,
    owner: str,
    pattern_set: Callable[[Iterable[str]], PatternSet],
) -> Search:
    if kind in LINE_PHRASES:
        return LinePhraseSearch(_texts(kind, data[kind]), prefilter, owner)
    return LineSearch(pattern_set(_patterns(kind, data)), prefilter, owner)


def _prose_patterns(kind: str, data: Mapping[str, Any]) -> list[str]:
    """Return the patterns for anywhere in the prose."""
    match kind:
        case "pattern":
            return _patterns(kind, data)
        case "phrases":
            phrases = _texts(kind, data[kind])
        case "prefer":
            phrases = [*_mapping(kind, data[kind])]
        case _:
            phrases = [variant for group in _groups(kind, data[kind]) for variant in group]
    if any(len(phrase) > _LONGEST_PHRASE for phrase in phrases):
        raise MatcherError(
            kind, f"a phrase has more than {_LONGEST_PHRASE:,} characters; its first words are enough"
        )
    return list(map(literal_pattern, phrases))


def _flags(kind: str, data: Mapping[str, Any], message: str) -> MessageFlags | PreferFlags | ConsistentFlags:
    match kind:
        case "prefer":
            better = _mapping(kind, data[kind])
            if any(unicodedata.category(each) == "Cc" for each in "".join(better.values())):
                raise MatcherError(kind, "a better phrase has a control character; leave it out")
            return PreferFlags(message, better)
        case "consistent":
            return ConsistentFlags(message, _groups(kind, data[kind]))
        case _:
            return MessageFlags(message)


def _patterns(kind: str, data: Mapping[str, Any]) -> list[str]:
    """Return patterns, with their named parts filled in."""
    patterns = _texts(kind, data[kind])
    try:
        if PARTS in data:
            patterns = with_parts(patterns, _parts(data[PARTS]))
        check_bounds(patterns)
    except MatcherError:
        raise
    except ValueError as error:
        raise MatcherError(kind, str(error)) from error
    return patterns


def _parts(parts: Any) -> dict[str, list[str]]:
    if not isinstance(parts, dict) or not parts or not all(isinstance(name, str) for name in parts):
        raise MatcherError(PARTS, "takes a mapping of names to alternatives")
    return {name: _texts(PARTS, value) for name, value in parts.items()}


def _texts(key: str, value: Any) -> list[str]:
    texts = [value] if isinstance(value, str) else value
    if (
        not isinstance(texts, list)
        or not texts
        or not all(isinstance(text, str) and text.strip() for text in texts)
    ):
        raise MatcherError(key, "takes a text or a list of texts")
    return texts


def _mapping(key: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        raise MatcherError(key, "takes a mapping of phrases to better ones")
    _texts(key, [*value.keys(), *value.values()])
    return value


def _groups(key: str, value: Any) -> list[list[str]]:
    if not isinstance(value, list) or not value or any(not isinstance(group, list) for group in value):
        raise MatcherError(key, "takes a list of groups, each a list of variants")
    return [_texts(key, group) for group in value]
