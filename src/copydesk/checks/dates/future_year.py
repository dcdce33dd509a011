"""dates/future-year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.claims.tense import TENTATIVE
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import words
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, rule
from copydesk.support.patterns import compile_later

_YEAR = compile_later(r"2(?<![\w.,:/$£€#-].)(?:0[4-9]|[1-9]\d)\d(?![\w%°]|[.,:/-]\d| ?[%°€$£])")
_INVENTED = compile_later(
    r"(?i)\b(?:novel\w*|fiction\w*|sci-fi|film\w*|movie|game|series|dystop\w+|utop\w+|roman\w*|romanzo|filme|película|time travel|"
    r"imagin\w+|scenario|futur\w*|zukunft|century|forecast|climate|klima\w*|clima|projection|prognos\w*|star|planet)\b"
)
_REACH = 70
_LEADS = frozenset("in since year im en em de nel dal del i år w roku roce в op van".split())
_LEAD = 14
"""So far before a year, in code points, the word before it is looked for."""


@rule(preset="strict", in_quotations=False, in_mentions=False, places=("body", "list", "caption"))
def future_year(doc: Document, *, first_year: Count = 2040) -> Iterator[Flag]:
    """Somebody was born, or something was built or closed, in a year that is yet to come.

    Two digits were expanded to the wrong century (2047 for 1947), or a digit was mistyped (2903). Texts that speak of the
    future or of invented worlds stay.

    Bad: She was born on 12 June 2061 above the bakery.
    Good: She was born on 12 June 1961 above the bakery, which will close by 2061.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    language = language_data(doc.language)
    once = (
        language.birth_words,
        language.foundings,
        language.beginning_verbs,
        language.ending_verbs,
        language.completions,
    )
    for match in kept_matches(_YEAR, doc.text):
        if int(match.group()) < first_year:
            continue
        before = words(doc.plain, max(0, match.start() - _LEAD), match.start())
        if _leads(language.code).isdisjoint(before[-1:]):
            continue  # “over 2500 workshops” is a number
        sentence = doc.sentence_at(match.start())
        around = max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)
        near = words(doc.plain, *around)
        if all(group.isdisjoint(near) for group in once) or not language.plan_forms.isdisjoint(near):
            continue
        if not language.future_marks.isdisjoint(near) or _INVENTED.search(doc.text):
            continue
        if language.irregular_pasts and TENTATIVE.search(doc.plain, *around):
            continue
        yield Flag(*match.span(), f"{match.group()} is yet to come, but this is told as past")


@cache
def _leads(code: str) -> frozenset[str]:
    """Return the words that stand before a year."""
    language = language_data(code)
    return (
        _LEADS | language.before_years | {month.lower() for line in language.months for month in line.split()}
    )
