"""quotes/orphan-attribution."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.language.abbreviations import ends_in_abbreviation
from copydesk.analysis.quotes.speakers import FULL_STOP
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_AUXILIARY = r"(?:is|are|was|were|be|been|being|has|have|had)\b"
_WHO = rf"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he[\s\0]+(?:(?!{_AUXILIARY})[\w'’-]+[\s\0]+){{0,3}}?(?!{_AUXILIARY})[\w'’-]+)|[A-Z][\w.'’-]+(?:[\s\0]+[A-Z][\w.'’-]+){{0,4}}(?:,[^,.\n]{{2,60}},)?)"
_CLAUSE = (
    r"\b(?:that|it|he|she|they|we|the[ym]|would|will|was|is|are|were|had|has|have|could|can|should|must)\b"
)
_WHEN = rf"(?:[\s\0]+(?:on|in|at|to|during|after)[\s\0]+(?:(?!{_CLAUSE})[^,.;:\"“”?!]){{2,40}}|[\s\0]+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
_TO = r"[\s\0]+(?:to|in)\b"
_ORPHAN = compile_later(
    rf"(?P<all>,?[\s\0]*(?:{_WHO}[\s\0]+(?:also[\s\0]+)?(?:(?:(?:said|says|stated){_WHEN}|(?:added|adds)(?!{_TO}){_WHEN})|"
    rf"(?:told|tells)[\s\0]+(?:reporters|journalists|(?:the[\s\0]+)?[A-Z][\w.'’-]+(?:[\s\0]+[A-Z][\w.'’-]+){{0,3}})(?<!\.){_WHEN})|"
    rf"(?:,[\s\0]*)?[Aa]ccording[\s\0]+to[\s\0]+{_WHO}){FULL_STOP})(?=[\s\0]|\Z)"
)
_EMPTY_PAIR = compile_later(r"“[\s\0,]*”|\"(?<![^\s\0(]\")[\s,]?\"")
_EMPTY = compile_later(
    rf"(?P<all>(?:“[\s\0,]*”|(?<![^\s\0(])\",?[\s\0]?\"),?[\s\0]+(?:{_WHO}[\s\0]+(?:said|says|added|told)|(?:said|says)[\s\0]+{_WHO})\b)"
)
_VERBS = ("said", "says", "adds", "added", "stated", "told", "tells", "ccording")
_NEW_SENTENCE = compile_later(
    r"[.!?…](?<=[a-z]{3}.)[\s\0]+(?=(?:,[\s\0]*)?(?:[^\W\d_][\w.'’-]*,?[\s\0]+){1,6}?(?:said|says|adds|added|stated|told|tells|to)\b)"
)
_MESSAGE = "an attribution without anything that was said"
_NOT_SAID = compile_later(r"(?:Enough|Nuff|As|So|Like|That|This|What|Who|It|I|We|You|Nobody|Everyone)\b")


@rule()
def orphan_attribution(doc: Document) -> Iterator[Flag]:
    """An attribution stands alone, without anything that was said.

    The quotation was cut, or lost with its markup, and “she said” stayed behind.

    Bad: The ferry was late. Marta Lindqvist said. The council will meet.
    Good: The ferry was late, Marta Lindqvist said. The council will meet.
    """
    text = doc.text
    for match in _EMPTY.finditer(text) if _EMPTY_PAIR.search(text) else ():
        yield Flag(*match.span("all"), _MESSAGE)
    verbs = [verb for verb in _VERBS if verb in text]
    for block in doc.blocks:
        if all(text.find(verb, block.start, block.end) < 0 for verb in verbs):
            continue
        starts = [
            block.start,
            *(
                match.end()
                for match in _NEW_SENTENCE.finditer(text, block.start, block.end)
                if not ends_in_abbreviation(text, match.start())
            ),
        ]
        for start in starts:
            orphan = _ORPHAN.match(text, start, block.end)
            if orphan and not _NOT_SAID.match(text, start) and not doc.is_quoted(start):
                yield Flag(*orphan.span("all"), _MESSAGE)
