"""Rule flags: run one rule on one document, and keep the flags that lie where the rule is for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from copydesk.document import Document
from copydesk.engine.validation import first_flags, validated
from copydesk.findings import BOILERPLATE, Flag
from copydesk.rules import Rule


def flags_of(rule: Rule, document: Document) -> Iterator[Flag]:
    """Yield what a rule flags in a document.

    Raises: whatever the rule raises, and InvalidFlag.
    """
    flags = validated(rule.check(document, **rule.options), len(document.source))
    return first_flags(flags, partial(_holds, rule, document))


def may_say(rule: Rule, document: Document) -> bool:
    """Tell whether a rule may have anything to say of a document; most rules are for every text and language."""
    return (not rule.needs or document.has_any(rule.needs)) and (
        not rule.where.languages or rule.where.reads(document)
    )


def _holds(rule: Rule, document: Document, flag: Flag) -> bool:
    """Tell whether a rule is for the place of a flag. A page's own frame holds no leftovers."""
    if rule.family == BOILERPLATE and document.is_around(document.block_at(flag.start)):
        return False
    return rule.where.holds(document, flag)
