"""Rule flags: run one rule on one document, keep the flags that lie where the rule is for, and check them before they
are reported, because a plugin may yield anything.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from copydesk.findings import BOILERPLATE, Flag, Related
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from copydesk.document import Document
    from copydesk.rules import Rule

_SURROGATES = compile_later("[\ud800-\udfff]")

MOST_FLAGS = 10_000
"""The most flags of one rule in one text that are reported as they are; a rule that never stops yielding must not fill
the memory."""

AND_MORE = ", and there are more behind this one, which are not shown"
"""How the message of a rule's last flag ends if the rule would yield more."""


_SHOWN_IN = {
    BOILERPLATE: ("page_topics", "damage_topics"),
    **dict.fromkeys(("damage", "dates", "names"), ("damage_topics",)),
}
"""By family, the topics of articles that show such faults."""
_DISPLAYED = frozenset((BOILERPLATE, "damage", "dates"))
"""The families of what may be read on a sign or in a headline that an article tells of."""

_ASKS_THE_LANGUAGE = frozenset(
    (
        "doubled-word",
        "lost-ligature",
        "misread-letter",
        "missing-space",
        "missing-word",
        "unfinished-sentence",
    )
)
"""Rules for all languages that ask what is right in the article's own."""


class InvalidFlag(ValueError):
    """A rule yielded something that is not a flag, or a flag outside the document."""


def flags_of(rule: Rule, document: Document) -> Iterator[Flag]:
    """Yield what a rule flags in a document.

    Raises: whatever the rule raises, and InvalidFlag.
    """
    flags = rule.check(document, **rule.options)
    if type(flags) is tuple and not flags:  # of most rule files, by the hundred: nothing to check
        return iter(())
    return first_flags(validated(flags, len(document.source)), partial(_holds, rule, document))


def may_say(rule: Rule, document: Document) -> bool:
    """Tell whether a rule may have anything to say of a document; most rules are for every text and language."""
    return (not rule.needs or document.has_any(rule.needs)) and (
        not rule.where.languages or rule.where.reads(document)
    )


def _holds(rule: Rule, document: Document, flag: Flag) -> bool:
    """Tell whether a rule is for the place of a flag.

    A page's own frame holds no leftovers, and what an article about faults shows is none.
    """
    if rule.family == BOILERPLATE and (
        document.is_around(document.block_at(flag.start)) or document.is_own_heading(flag.start)
    ):
        return False
    if not rule.where.holds(document, flag):
        return False
    if (
        rule.family == "damage"
        and rule.where.languages
        and (document.is_in_dialect(flag.start) or document.is_in_unread_language(flag.start))
    ):
        return False
    if rule.id in _ASKS_THE_LANGUAGE and document.is_in_unread_language(flag.start):
        return False
    if rule.family in _DISPLAYED and document.is_displayed(flag.start, flag.end):
        return False
    return not any(document.is_shown(topic, flag.start, flag.end) for topic in _SHOWN_IN.get(rule.family, ()))


def first_flags(
    flags: Iterable[Flag], holds: Callable[[Flag], bool], most: int = MOST_FLAGS
) -> Iterator[Flag]:
    """Yield so many of the flags that hold; if there are more, yield one more, whose message says so, and stop."""
    count = 0
    for flag in flags:
        if holds(flag):
            count += 1
            if count > most:
                yield replace(flag, message=flag.message + AND_MORE)
                return
            yield flag


def validated(flags: Iterable[Any], length: int | None) -> Iterator[Flag]:
    """Yield the flags of a rule after checking each against the document's length in code points, if that is known.

    Raises:
        InvalidFlag: at the first invalid flag.
    """
    for flag in flags:
        if not isinstance(flag, Flag):
            raise InvalidFlag(f"yielded {_shown(flag)}, which is no Flag")
        _check_span(flag.start, flag.end, length)
        if not isinstance(flag.message, str) or not isinstance(flag.path, str):
            raise InvalidFlag(
                f"yielded the message {_shown(flag.message)} for {_shown(flag.path)}, not texts"
            )
        if not isinstance(flag.suggestions, tuple) or not all(map(_is_text, flag.suggestions)):
            raise InvalidFlag(
                f"yielded the suggestions {_shown(flag.suggestions)}, which are no tuple of texts"
            )
        if not isinstance(flag.related, tuple):
            raise InvalidFlag(f"yielded the related places {_shown(flag.related)}, which are no tuple")
        for place in flag.related:
            if not isinstance(place, Related) or not isinstance(place.message, str):
                raise InvalidFlag(f"yielded the related place {_shown(place)}, which is no Related")
            _check_span(place.start, place.end, None if place.path else length)
        yield flag if flag.message.isprintable() else replace(flag, message=_one_line(flag.message))


def _check_span(start: Any, end: Any, length: int | None) -> None:
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise InvalidFlag(f"yielded the place {_shown(start)} to {_shown(end)}, which is none")
    if length is not None and end > length:
        raise InvalidFlag(f"yielded the place {start} to {end} in a text of {length} characters")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not _SURROGATES.search(value)


def _one_line(message: str) -> str:
    return " ".join(message.encode("utf-8", "backslashreplace").decode().split())


def _shown(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:
        text = f"a {type(value).__name__}"
    return text if len(text) <= 60 else text[:59] + "…"
