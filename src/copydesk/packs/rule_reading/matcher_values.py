"""Matcher values: check what stands under the keys of a rule file that say what it looks for."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from copydesk.packs.flagging.better_wording import UnwantedPhrase
from copydesk.packs.flagging.message_flags import wording_key
from copydesk.support.plurals import shown_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_LONGEST_PHRASE = 1_000


class MatcherError(ValueError):
    """A matcher that cannot be made.

    Attributes:
        key: the wrong key of the rule file; empty if it is not one key in particular.
    """

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(problem)
        self.key = key


def texts(key: str, value: Any) -> list[str]:
    """Return a text or a list of texts as a list. Raises MatcherError if it is anything else, or one is empty."""
    found = [value] if isinstance(value, str) else value
    if isinstance(found, list):
        _refuse_no_texts(key, found)
    if (
        not isinstance(found, list)
        or not found
        or not all(isinstance(text, str) and text.strip() for text in found)
    ):
        raise MatcherError(key, "takes a text or a list of texts")
    return found


def _refuse_no_texts(key: str, found: Iterable[Any]) -> None:
    """Refuse a word or number that YAML takes for something else than a text, such as no, on or 2020."""
    for each in found:
        if isinstance(each, bool):
            raise MatcherError(
                key,
                "has a word such as yes, no, on or off, which YAML reads as a switch; put it in quotation marks",
            )
        if isinstance(each, int | float | date):
            raise MatcherError(
                key, f"has {each}, which YAML reads as a number or date; put it in quotation marks"
            )


def phrases(key: str, value: Any) -> list[str]:
    """Return a phrase or a list of them as a list. Raises MatcherError, too, if one is too long."""
    return _short(key, texts(key, value))


def _short(key: str, found: list[str]) -> list[str]:
    if any(len(phrase) > _LONGEST_PHRASE for phrase in found):
        raise MatcherError(
            key, f"a phrase has more than {_LONGEST_PHRASE:,} characters; its first words are enough"
        )
    return found


def groups(key: str, value: Any) -> list[list[str]]:
    """Return groups of phrases. Raises MatcherError if it is anything else, or a phrase stands twice."""
    if not isinstance(value, list) or not value or any(not isinstance(group, list) for group in value):
        raise MatcherError(key, "takes a list of groups, each a list of variants")
    found = [phrases(key, group) for group in value]
    seen: set[str] = set()
    for phrase in (phrase for group in found for phrase in group):
        if wording_key(phrase) in seen:
            raise MatcherError(key, f"has {shown_value(phrase)} twice; a variant belongs to one group, once")
        seen.add(wording_key(phrase))
    return found


def preferences(key: str, value: Any, message: str) -> list[UnwantedPhrase]:
    """Return phrases with better ones from a mapping. Raises MatcherError if it is anything else."""
    if not isinstance(value, dict) or not value:
        raise MatcherError(key, "takes a mapping of phrases to better ones")
    texts(key, [*value.keys(), *value.values()])
    return wordings(key, [UnwantedPhrase(phrase, better, message) for phrase, better in value.items()])


def wordings(key: str, found: list[UnwantedPhrase]) -> list[UnwantedPhrase]:
    """Return wordings after a look at each, and at whether two of them say different things of one phrase.

    Raises:
        MatcherError: a phrase is too long, has two better ones or is better than itself.
    """
    _short(key, [each.phrase for each in found])
    if any(unicodedata.category(each) == "Cc" for wording in found for each in wording.better):
        raise MatcherError(key, "a better phrase has a control character; leave it out")
    first: dict[str, UnwantedPhrase] = {}
    for each in found:
        other = first.setdefault(wording_key(each.phrase), each)
        if other.better != each.better:
            raise MatcherError(
                key,
                f"has {shown_value(other.phrase)} with {shown_value(other.better)}, and {shown_value(each.phrase)}"
                f" with {shown_value(each.better)}, but these are one phrase; delete one of the two",
            )
    return found


def full_names(key: str, value: Any) -> dict[str, list[str]]:
    """Return abbreviations with their full names. Raises MatcherError if it is anything else, or one is its own."""
    if isinstance(value, dict):
        _refuse_no_texts(key, value)
    if not isinstance(value, dict) or not value or not all(isinstance(each, str) for each in value):
        raise MatcherError(key, "takes a mapping of abbreviations to full names")
    found = {abbreviation: phrases(key, names) for abbreviation, names in value.items()}
    phrases(key, [*found])
    for abbreviation, names in found.items():
        if wording_key(abbreviation) in map(wording_key, names):
            raise MatcherError(
                key, f"has {shown_value(abbreviation)} as its own full name; write the full name"
            )
    return found


def whole_number(key: str, value: Any) -> int:
    """Return a number from 0. Raises MatcherError if it is anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise MatcherError(key, f"is {shown_value(value)}; it must be a whole number, 0 or more")
    return value


def choice(key: str, value: Any, allowed: Collection[str]) -> str:
    """Return one of the allowed texts. Raises MatcherError if it is anything else."""
    if not isinstance(value, str) or value not in allowed:
        raise MatcherError(key, f"is {shown_value(value)}; it must be one of {', '.join(allowed)}")
    return value


def parts(key: str, value: Any) -> dict[str, list[str]]:
    """Return named alternatives. Raises MatcherError if it is anything else."""
    if not isinstance(value, dict) or not value or not all(isinstance(name, str) for name in value):
        raise MatcherError(key, "takes a mapping of names to alternatives")
    return {name: texts(key, alternatives) for name, alternatives in value.items()}


def belongs_to(data: Mapping[str, Any], key: str, kind: str, allowed: Iterable[str]) -> bool:
    """Tell whether a key is there. Raises MatcherError if it is, and does not go with what the rule looks for."""
    if key in data and kind not in allowed:
        raise MatcherError(key, f"belongs to one of {', '.join(allowed)}; here is {kind}")
    return key in data
