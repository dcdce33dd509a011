"""boilerplate/company-note."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Share, rule
from copydesk.support.patterns import regex_later

_ARTICLE = "(?:The |Die |Der |Das |Le |La |El |Il )?"
_HEADING = (
    r"[*_\#\0 ]*(?:About|ABOUT|Über|À propos de|A propos de|Acerca de|Sobre|Informazioni su|Over)[ \u00a0\0]+"
    r"(?P<name>\p{Lu}[^\n.!?:]{1,80}?)[*_:\0 ]*"
)
_NOTE = rf"[*_\0 ]*{_ARTICLE}(?P<again>\p{{Lu}}[^\n]*)"
_IN_ONE = regex_later(rf"(?:{_HEADING})\r?\n{_NOTE}")
_ALONE = regex_later(_HEADING)
_AGAIN = regex_later(_NOTE)
_ENDING = ",.;:’'s"
"""What a name may end in beyond itself, the s of a genitive or a plural included."""


@rule(own_text=False)
def company_note(doc: Document, *, last_part: Share = 0.5) -> Iterator[Flag]:
    """A company's description of itself, as press releases end on it: “About Vintwerk”, and a paragraph on Vintwerk.

    It is the company's words about the company, written for those who report on it. Looked for in the last
    part of the text only (`last_part`, from 0 to 1), where the paragraph under the heading begins with the same name.

    Bad: The mill will open in May, and the town has been invited to see it run. Its first bread went to the school, and its second to the people who had paid for the roof. ¶ About Dornmill ¶ Dornmill is a maker of flour from old wheats.
    Good: The mill will open in May, and the town has been invited to see it run. Its first bread went to the school. ¶ About the bread ¶ The dough rests for a night and a day.
    Measured: too rare in articles to tell (1 finding in 5,630, a note).
    """
    earliest = len(doc.text) * (1 - last_part)
    for block in doc.blocks:
        match = _IN_ONE.match(doc.text, block.start, block.end) if block.start >= earliest else None
        if match and _is_named(match["name"], match["again"]):
            yield _flag(block.start, block.end)
    for heading, note in pairwise(doc.blocks):
        if heading.start < earliest or not (name := _ALONE.fullmatch(doc.text, heading.start, heading.end)):
            continue
        again = _AGAIN.match(doc.text, note.start, note.end)
        if again and _is_named(name["name"], again["again"]):
            yield _flag(heading.start, note.end)


def _is_named(name: str, paragraph: str) -> bool:
    """Tell whether a paragraph begins with the name, or with the first word of one of several words."""
    words = name.split()
    start = paragraph.split(maxsplit=1)[0].rstrip(_ENDING)
    return paragraph.startswith(name) or (len(words[0]) > 3 and start == words[0].rstrip(_ENDING))


def _flag(start: int, end: int) -> Flag:
    return Flag(
        start, end, "a company's description of itself, as press releases end on it, stands in the article"
    )
