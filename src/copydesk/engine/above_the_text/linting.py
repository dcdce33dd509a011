"""Front matter linter: run the rules that have something to say of a title or a caption on the texts in front matter.

The rules of the whole article have run before; what is found here is added to their findings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.engine.above_the_text.texts import (
    FrontMatter,
    is_about_front_matter,
    read_front_matter_texts,
    spoken_text_at,
    with_article,
)
from copydesk.engine.failures import CRASHED, crash_message
from copydesk.engine.locating import locate
from copydesk.engine.overlaps import merge_boilerplate
from copydesk.engine.rule_flags import flags_of, may_say
from copydesk.findings import BOILERPLATE, Finding, Flag
from copydesk.formats.features.spoken_settings.value_writer import escaped, rewritings
from copydesk.formats.parsed import MARKUP
from copydesk.rules import FRONT_MATTER, Rule
from copydesk.support import limits
from copydesk.support.source_text import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.document import Document

_ALONE, _WITH_ARTICLE = FRONT_MATTER

_OUT_OF_TIME = f"the file took over {limits.FILE_SECONDS:g} s: not all rules have read its front matter"

Flagged = list[tuple[Rule, Flag]]


def lint_front_matter(document: Document, rules: Iterable[Rule]) -> list[Finding]:
    """Return what the rules that read front matter find in that of a document, with the offsets of the file."""
    reading = [rule for rule in rules if rule.where.front_matter and not rule.compares]
    if not reading:
        return []
    try:
        front = read_front_matter_texts(document)
    except limits.TooSlow:  # to tell the language; the rules that need to know it have reported that
        return []
    if front is None:
        return []
    failed: Flagged = []
    by_itself = [rule for rule in reading if rule.where.front_matter == _ALONE]
    alone = _flagged(by_itself, front.alone, front, failed)
    findings = [*locate(front.alone, merge_boilerplate(front.alone, alone))]
    both = with_article(document, front)
    if both:
        compared = [rule for rule in reading if rule.where.front_matter == _WITH_ARTICLE]
        flagged = _flagged(compared, both, front, failed)
        findings += locate(
            both, [(rule, flag) for rule, flag in flagged if is_about_front_matter(flag, front)]
        )
    return [*(_as_written(document, front, each) for each in findings), *locate(document, failed)]


def _flagged(rules: Sequence[Rule], document: Document, front: FrontMatter, failed: Flagged) -> Flagged:
    """Return what rules flag in a document with the texts; `failed` gets the rules that failed, or took too long."""
    flagged: Flagged = []
    for rule in rules:
        try:
            if not limits.rule_begins():
                failed.append((CRASHED, Flag(0, 0, _OUT_OF_TIME)))
                break
            if may_say(rule, document):
                flagged.extend((rule, _with_whole_escapes(front, flag)) for flag in flags_of(rule, document))
        except (Exception, SystemExit, limits.TooSlow) as error:
            if limits.is_from_signal(error):
                raise
            failed.append((CRASHED, Flag(0, 0, crash_message(rule, error))))
    return flagged


def _with_whole_escapes(front: FrontMatter, flag: Flag) -> Flag:
    """Return a flag that ends behind an escape if the escape's character is the last that it flags."""
    spoken = spoken_text_at(front.texts, flag.start, flag.end)
    if spoken is None or flag.start == flag.end:
        return flag
    written, first = front.alone.source, spoken.start
    end = flag.end
    while end < spoken.end and spoken.scalar.text[end - first] == MARKUP and not written[end].isspace():
        end += 1
    return flag if end == flag.end else replace(flag, end=end)


def _as_written(document: Document, front: FrontMatter, finding: Finding) -> Finding:
    """Return a finding whose suggestions are written as its value is; without them if they cannot be written there.

    No fix deletes a line of front matter, whatever the text in it is.
    """
    if not finding.suggestions:
        return replace(finding, stays=finding.family == BOILERPLATE)
    start, end = finding.start - document.start, finding.end - document.start
    spoken = spoken_text_at(front.texts, start, end)
    if spoken is None:  # an attribute, or the article
        return replace(finding, fixable=finding.fixable and front.holds(start))
    written = tuple(
        escaped(words, spoken.scalar.style)
        for words in finding.suggestions
        if rewritings(document.source, spoken, [Replacement(start, end, words)])
    )
    return replace(finding, suggestions=written, fixable=finding.fixable and bool(written))
