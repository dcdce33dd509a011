"""Matcher kinds: the keys of a rule file that say what it looks for, and the matcher for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.findings import Flag, Span
from copydesk.packs.flagging.better_wording import UnwantedPhrase, WordingFlags
from copydesk.packs.flagging.choosing import (
    PER,
    Allowance,
    Chooser,
    Exceptions,
    all_of,
    without_addresses,
    without_overlaps,
)
from copydesk.packs.flagging.consistent_flags import ConsistentFlags
from copydesk.packs.flagging.expansions import ExpansionFlags
from copydesk.packs.flagging.message_flags import MessageFlags
from copydesk.packs.flagging.replacements import ReplacementFlags, SuggestedText
from copydesk.packs.line_index import merge_adjacent
from copydesk.packs.line_matchers import LinePhraseSearch, LineSearch
from copydesk.packs.matchers import Matcher, PatternSet, ProseSearch, Search
from copydesk.packs.pattern_analysis.bounds import check_bounds
from copydesk.packs.pattern_analysis.compiling import literal_pattern
from copydesk.packs.pattern_analysis.named_parts import with_parts
from copydesk.packs.rule_reading import matcher_values as values
from copydesk.packs.rule_reading.matcher_values import MatcherError
from copydesk.support.plurals import shown_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import regex

    from copydesk.document import Document
    from copydesk.packs.prefilter import Prefilter
    from copydesk.rules import Where

LINE_PHRASES = ("lines", "line_phrases")
"""Two names of one key: phrases that fill a line."""
LINE_KINDS = ("line", *LINE_PHRASES)
PATTERN_KINDS = ("line", "pattern")
TERMS = "terms"
"""The key that names a table of phrases; in the data of a recipe it holds the rows of the table."""
EXPAND = "expand"
"""The key for abbreviations that need their full name."""
KINDS = ("phrases", *LINE_PHRASES, "line", "pattern", "prefer", TERMS, "capitals", "consistent", EXPAND)
"""The keys that hold a matcher. A rule file has one of them; beside `line` it may have phrases that fill a line."""
PARTS = "parts"
"""The key that holds the named parts of patterns."""
SUGGEST = "suggest"
"""The key that holds what to write for a match."""
_COUNTED = ("phrases", "pattern")
MODIFIERS = {
    PARTS: PATTERN_KINDS,
    SUGGEST: _COUNTED,
    "max": _COUNTED,
    "per": _COUNTED,
    "exceptions": tuple(kind for kind in KINDS if kind not in LINE_KINDS),
}
"""The keys that change what a matcher does, each with the kinds that it goes with."""

_WRITE = "write “{better}” for “{match}”"
DEFAULT_MESSAGES = {
    "prefer": _WRITE,
    TERMS: _WRITE,
    "capitals": _WRITE,
    SUGGEST: "",
    "consistent": "“{match}” here, “{better}” elsewhere in the article",
    EXPAND: "“{match}” stands without its full name at its first use; write “{better}” there",
}


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


class _Prose(NamedTuple):
    """What one kind of matcher looks for anywhere in the prose.

    Attributes:
        texts: patterns, or phrases.
        flags: makes flags of the places.
        are_phrases: whether `texts` are phrases.
        is_wording: whether it is about how something is written, so that addresses are left alone.
        ignores_case: whether capital and small letters are told apart by the flags alone, if at all.
        replacements: what to write for a match.
    """

    texts: Sequence[str]
    flags: Callable[[Document, Iterable[Span]], Iterator[Flag]]
    are_phrases: bool = True
    is_wording: bool = True
    ignores_case: bool = False
    replacements: Sequence[SuggestedText] = ()


def owner_of(rule: str, kind: str) -> str:
    """Return the name by which the prefilter knows what a rule looks for under one key of its file."""
    return f"{rule} {kind}"


def make_matcher(
    recipe: Recipe, prefilter: Prefilter, *, rule: str, seconds: float | None, where: Where
) -> Matcher:
    """Make the matcher of a rule file. It finds nothing before it is registered with the prefilter.

    Args:
        recipe: what it is made of.
        prefilter: the prefilter of all patterns.
        rule: names the rule; no two matchers with one prefilter have the same.
        seconds: limits the time of one pattern in one passage.
        where: the places that count where places are counted.

    Raises:
        MatcherError: there is no kind of matcher or too many, or a value has the wrong type.
    """
    data = recipe.data
    kinds = _kinds_of(data)
    if kinds[0] in LINE_KINDS:
        pattern_set = partial(PatternSet, case_sensitive=recipe.case_sensitive, seconds=seconds)
        searches = [_line_search(kind, data, prefilter, owner_of(rule, kind), pattern_set) for kind in kinds]
        return Matcher(searches, merge_adjacent, MessageFlags(recipe.message))
    kind = kinds[0]
    holds = partial(_holds, where)
    prose = _prose(kind, recipe, holds)
    patterns = PatternSet(
        map(literal_pattern, prose.texts) if prose.are_phrases else prose.texts,
        case_sensitive=recipe.case_sensitive and not prose.ignores_case,
        seconds=seconds,
        check=partial(_check_groups, prose.replacements),
        are_literal=prose.are_phrases and not prose.replacements,
    )
    search = ProseSearch(patterns, prefilter, owner_of(rule, kind), keeps_matches=bool(prose.replacements))
    return Matcher([search], all_of(_choosers(data, prose, recipe.case_sensitive, holds)), prose.flags)


def _holds(where: Where, document: Document, span: Span) -> bool:
    return where.holds(document, Flag(*span, ""))


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
    for key, allowed in MODIFIERS.items():
        values.belongs_to(data, key, kinds[-1], allowed)
    if "per" in data and "max" not in data:
        raise MatcherError("per", "needs “max”, which says how many there may be")
    return kinds


def _line_search(
    kind: str,
    data: Mapping[str, Any],
    prefilter: Prefilter,
    owner: str,
    pattern_set: Callable[[Iterable[str]], PatternSet],
) -> Search:
    if kind in LINE_PHRASES:
        return LinePhraseSearch(values.texts(kind, data[kind]), prefilter, owner)
    return LineSearch(pattern_set(_patterns(kind, data)), prefilter, owner)


def _prose(kind: str, recipe: Recipe, holds: Callable[[Document, Span], bool]) -> _Prose:
    """Return what a kind of matcher looks for anywhere in the prose, and how it flags that."""
    value, message = recipe.data[kind], recipe.message
    match kind:
        case "phrases" | "pattern":
            are_phrases = kind == "phrases"
            texts = values.phrases(kind, value) if are_phrases else _patterns(kind, recipe.data)
            replacements = _replacements(recipe.data)
            flags = ReplacementFlags(message, replacements) if replacements else MessageFlags(message)
            return _Prose(texts, flags, are_phrases, is_wording=False, replacements=replacements)
        case "prefer":
            return _wording(values.preferences(kind, value, message))
        case "terms":
            rows = [UnwantedPhrase(phrase, better, told or message) for phrase, better, told in value]
            return _wording(values.wordings(kind, rows))
        case "capitals":
            terms = [UnwantedPhrase(term, term, message) for term in values.phrases(kind, value)]
            return _wording(values.wordings(kind, terms))._replace(ignores_case=True)
        case "consistent":
            groups = values.groups(kind, value)
            return _Prose([each for group in groups for each in group], ConsistentFlags(message, groups))
        case _:
            names = values.full_names(kind, value)
            texts = [*names, *(name for each in names.values() for name in each)]
            return _Prose(texts, ExpansionFlags(message, names, holds), ignores_case=True)


def _wording(found: Sequence[UnwantedPhrase]) -> _Prose:
    return _Prose([each.phrase for each in found], WordingFlags(found))


def _choosers(
    data: Mapping[str, Any], prose: _Prose, case_sensitive: bool, holds: Callable[[Document, Span], bool]
) -> list[Chooser]:
    """Return what chooses among the places that a matcher finds, in this order."""
    choosers: list[Chooser] = [without_overlaps]
    if prose.is_wording:
        choosers.append(without_addresses)
    if "exceptions" in data:
        exceptions = values.phrases("exceptions", data["exceptions"])
        choosers.append(Exceptions(exceptions, case_sensitive=case_sensitive))
    if "max" in data:
        per = values.choice("per", data.get("per", "text"), PER)
        choosers.append(Allowance(values.whole_number("max", data["max"]), per, holds))
    return choosers


def _replacements(data: Mapping[str, Any]) -> list[SuggestedText]:
    if SUGGEST not in data:
        return []
    given = [data[SUGGEST]] if isinstance(data[SUGGEST], str) else data[SUGGEST]
    if not isinstance(given, list) or not given or not all(isinstance(each, str) for each in given):
        raise MatcherError(SUGGEST, "takes a text or a list of texts")
    try:
        return list(map(SuggestedText, given))
    except ValueError as error:
        raise MatcherError(SUGGEST, str(error)) from error


def _check_groups(replacements: Sequence[SuggestedText], text: str, pattern: regex.Pattern[str]) -> None:
    try:
        for each in replacements:
            each.check_groups(pattern)
    except ValueError as error:
        raise MatcherError(SUGGEST, f"{error} {shown_value(text)}") from error


def _patterns(kind: str, data: Mapping[str, Any]) -> list[str]:
    """Return patterns, with their named parts filled in."""
    patterns = values.texts(kind, data[kind])
    try:
        if PARTS in data:
            patterns = with_parts(patterns, values.parts(PARTS, data[PARTS]))
        check_bounds(patterns)
    except MatcherError:
        raise
    except ValueError as error:
        raise MatcherError(kind, str(error)) from error
    return patterns
