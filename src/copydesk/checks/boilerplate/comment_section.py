"""boilerplate/comment-section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from copydesk.analysis.language.languages import in_all_languages
from copydesk.analysis.language.words import either
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, Range, rule
from copydesk.support.patterns import compile_later

_LONGEST_MARK = 90
_ADDRESSED_LEAST = 2
_TIMES_LEAST = 3
_LONG_COMMENT = 40
"""So many lines between two sections are one long comment of the same section."""
_COMMENTS = "comments?|responses?|replies|kommentare|commentaires|comentarios|comentários|commenti|reacties"
_HEADING = compile_later(
    rf"\W*(?:\d+ |(?:top|top rated|latest|newest|reader|readers['’]|all) )?(?:{_COMMENTS})"
    r"(?: \(?\d+\)?)?(?: (?:on|to|zu|sur|sobre|su|op) .{3,})?\W*",
    re.IGNORECASE,
)
_SAYS = rf".{{1,50}} {either(in_all_languages('comment_verbs'))}(?: on [^:]{{6,40}})?:"
_REPLY = "reply|replies|antworten|répondre|responder|rispondi|reageren"
_REPLY_BUTTONS = (
    rf"(?:(?:like|share|report|flag|permalink|quote|log ?in to|\d+)\W+)*(?:{_REPLY})(?: to .{{1,40}}\b)?"
    r"(?:\W+(?:like|share|report|flag|permalink|quote))*"
)
_VOTES = (
    r"(?:rating\W+)?[+-]?\d+ (?:votes?|likes?|upvotes?|points?)|report (?:abuse|comment)|upvote|downvote"
    r"|helpful(?:\W*\d+)?|\d+ people found (?:this|it) helpful"
)
_ADDRESSED = compile_later(rf"\W*+(?:{_SAYS}|{_REPLY_BUTTONS}|{_VOTES})\W*", re.IGNORECASE)
_DAY = r"(?:\d{1,2}\.? [^\W\d]{3,9}\.?|[^\W\d]{3,9}\.? \d{1,2}),? \d{4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?"
_DAY_AND_TIME = rf"{_DAY}\W+(?:(?:at|um|à|às|a las|alle|om) )?{_CLOCK}"
_AGO = (
    r"(?:\d{1,2}|an?) (?:minutes?|hours?|days?|weeks?|months?|years?) ago"
    r"(?:\W+(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?"
)
_TIME = compile_later(rf"\W*+(?:\w.{{0,39}}\W)?(?:{_DAY_AND_TIME}|{_AGO})\W*", re.IGNORECASE)


@rule(own_text=False, generality=1)
def comment_section(doc: Document, *, least: Count = 3, gap: Annotated[int, Range(0)] = 8) -> Iterator[Flag]:
    """The readers' comments were copied with the article.

    Each comment comes with the machine's marks: who says so, when to the minute, a button to reply or to vote. A
    section is a stretch with `least` such lines or more, with no more than `gap` lines of text between one and the
    next, and either two of them are a button or a "says:", or a heading ("12 comments") stands before three times.
    Dates and times alone, as a live report has them, are no comments.

    Bad: The bridge will cost four million crowns and is to open in the summer. ¶ 2 Comments ¶ Rower says: ¶ May 4, 2024 at 9:12 am ¶ Four million for a bridge that nobody asked for. ¶ Reply ¶ Miller's Lane says: ¶ May 4, 2024 at 11:40 am ¶ I asked for it. ¶ Reply
    Good: The bridge will cost four million crowns and is to open in the summer. ¶ Comments ¶ The office takes comments on the plan until the end of May, in writing or by telephone.
    Measured: pages.jsonl.gz and extracts.jsonl.gz, all of 42 sections were comments; none in the gold articles and in news (python -m bench boilerplate).
    """
    marks = [(index, kind) for index, kind in enumerate(map(_kind, _lines(doc))) if kind]
    sections: list[tuple[int, int]] = []
    for section in _sections(marks, gap):
        first, last = section[0][0], section[-1][0]
        goes_on = sections and first - sections[-1][1] <= _LONG_COMMENT
        if goes_on:
            first = sections.pop()[0]
        elif len(section) < least or not _are_comments([kind for _, kind in section]):
            continue
        sections.append((first, last))
    for first, last in sections:
        lines = last - first + 1
        message = f"readers' comments were copied with the article: {lines} lines with names, times or reply buttons"
        yield Flag(doc.blocks[first].start, doc.blocks[last].end, message)


def _are_comments(kinds: Sequence[str]) -> bool:
    if kinds.count("addressed") >= _ADDRESSED_LEAST:
        return True
    return "heading" in kinds and kinds[kinds.index("heading") :].count("time") >= _TIMES_LEAST


def _sections(marks: Sequence[tuple[int, str]], gap: int) -> Iterator[Sequence[tuple[int, str]]]:
    """Marks that follow each other with at most `gap` lines between them."""
    start = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at][0] - marks[at - 1][0] > gap + 1:
            yield marks[start:at]
            start = at


def _lines(doc: Document) -> Iterator[str]:
    for block in doc.blocks:
        if block.end - block.start <= _LONGEST_MARK and block.place not in ("heading", "quote", "table"):
            yield doc.text[block.start : block.end].replace("\0", "").strip()
        else:
            yield ""


def _kind(line: str) -> str:
    if not line:
        return ""
    if _HEADING.fullmatch(line):
        return "heading"
    if _ADDRESSED.fullmatch(line):
        return "addressed"
    return "time" if _TIME.fullmatch(line) else ""
