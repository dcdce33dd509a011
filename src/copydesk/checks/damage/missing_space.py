"""damage/missing-space."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from copydesk.analysis.names.lexicon import is_word
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of, regex_later

_STARTERS = one_of(
    "The|This|That|These|Those|There|Then|They|He|She|It|We|You|His|Her|Its|Our|Their|My",
    "But|And|In|On|At|As|If|When|While|Who|What|Where|Why|How|However|For|From|With|After|Before",
    "Although|Also|According|Some|Many|Most|Since|Not|No|So|Such|Both|Yet|Even|More|Another|Despite|During",
    "Now|One|Two|Three|To|By|An|A|I|Last|Later|Meanwhile|Earlier|Under",
)
"""Words that many a sentence begins with."""
_SPACE = r"[ \u00a0]"
_BEFORE_STARTER = (  # Tuesday.It took
    r"(?<=[\s\0“\"(‘’'\-–—]\p{L}{2,30}(?:\p{Ll}|[)”]))(?P<stop>[.!?])"
    rf"(?={_STARTERS}[ \u00a0,’']\0*\p{{L}})"
)
_BEFORE_ANY_WORD = (  # bridge.Votes were; not example.Com
    rf"(?<={_SPACE}\p{{Ll}}{{3,30}})(?P<any>[.!?])"
    r"(?=(?!Com|Net|Org)(?P<first>\p{Lu}\p{Ll}{2,})[ ,]\0*\p{Ll})"
)
_AFTER_YEAR = (  # 1998.Votes were
    rf"(?<={_SPACE}(?:1[5-9]|20)\d\d)(?P<year>[.!?])(?=(?!Net|Com|Org)\p{{Lu}}\p{{Ll}}+[ ,’'])"
)
_AFTER_QUOTE = r"(?<=\p{Ll}{2}[.!?,])(?P<quote>”)(?=\p{L}{2})"  # “so.”she said
_AFTER_COMMA = (  # bridges,and
    rf"(?<={_SPACE}\p{{L}}\p{{Ll}}{{2,19}})(?P<comma>[,;])"
    r"(?=(?:\p{Ll}{3,20}|a|an|as|at|by|he|in|is|it|of|on|or|so|to|we|if|but)[ \u00a0.])"
)
_AFTER_PRONOUN = (  # saw it,though
    rf"(?<={_SPACE}(?:it|us|me|up|him|her|so|in|on|to|go|do))(?P<pronoun>,)(?=\p{{Ll}}{{3,20}}{_SPACE})"
)
_BEFORE_BRACKET = (
    rf"(?<={_SPACE}\p{{Ll}}{{3,30}})(?P<before>[.!?])(?=\(\p{{Lu}}\p{{Ll}}+[ \u00a0,])"  # bridge.(Some
)
_GLUED = regex_later(
    "|".join(
        (
            _BEFORE_STARTER,
            _BEFORE_ANY_WORD,
            _AFTER_YEAR,
            _AFTER_QUOTE,
            _AFTER_COMMA,
            _AFTER_PRONOUN,
            _BEFORE_BRACKET,
        )
    )
)

_MAY_BE_GLUED = compile_later(r"[.!?”,;](?:(?<=[.!?])(?=\(?[A-Z][a-z ,'’])|(?<=”)(?=\w)|(?<=[,;])(?=[a-z]))")


@rule(fixable=True, places=("body", "quote", "caption"))
def missing_space(doc: Document) -> Iterator[Flag]:
    """The space after a full stop, comma or closing quotation mark is missing.

    Where a page's paragraphs or tags were joined, one sentence runs into the next. It looks only where a common
    word follows, so that names such as Node.js, web addresses and abbreviations stay.

    Bad: The board met on Tuesday.It took no vote.
    Good: The board met on Tuesday. It wrote its site in Node.js for example.org.
    Measured: 21 of 21 findings right in 3,856 articles (python -m bench damage).
    """
    for candidate in _MAY_BE_GLUED.finditer(doc.text):
        match = _GLUED.match(doc.text, candidate.start())
        if match and (match["first"] is None or is_word(match["first"])):
            mark = match.group()
            following = "".join(takewhile(str.isalpha, doc.text[match.end() : match.end() + 30].lstrip("(")))
            yield Flag(*match.span(), f"a space is missing between “{mark}” and “{following}”", (f"{mark} ",))
