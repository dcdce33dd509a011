"""boilerplate/missing-summary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from copydesk.analysis.language.languages import Language, language_data
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import any_word, regex_later

_LONGEST = 220
"""A note with more code points is a paragraph on summaries."""
_HEAD = 3
"""A block among the first may stand below a summary that nothing marks: the headline, the summary, the note."""
_PARAGRAPH = 25
"""So many words has a paragraph of the article; the points of a summary have fewer."""


@rule(
    preset="strict",
    places=("body", "list", "quote"),
    unknown_language=False,
    in_quotations=False,
    in_mentions=False,
)
def missing_summary(doc: Document) -> Iterator[Flag]:
    """A note says that a machine made the summary above it, and no summary is there.

    Sites put a few points over an article that a program has written, and a note under them: “The summary above was
    generated with AI.” The copy took the note and left the points. It is flagged between paragraphs of the article; below
    a list, a box or the first paragraph the summary may be there.

    Bad: The council sold the mill. ¶ The sale was agreed in May after a long debate, and the new owner, who has two other mills in the valley, wants to open it to visitors in the spring. ¶ Its wheel stands still. ¶ The sale price, which nobody has named, will be paid in three parts, the last of them when the roof of the mill has been mended and the council has seen it. ¶ The summary above was made with AI and checked by an editor ¶ Nobody else had asked for it.
    Good: The council sold the mill. ¶ The sale was agreed in May after a long debate, and the new owner, who has two other mills in the valley, wants to open it to visitors in the spring. ¶ The summary above the door was carved by hand and checked by an editor ¶ Nobody else had asked for it.
    """
    data = language_data(doc.language)
    if not data.summary_nouns:
        return
    for index in range(_HEAD, len(doc.blocks)):
        block = doc.blocks[index]
        if block.end - block.start <= _LONGEST and _is_note(doc.plain[block.start : block.end].lower(), data):
            before = doc.blocks[index - 1]
            if _is_of_article(doc, index - 1) and not _names_summary(doc, data, before.start):
                yield Flag(
                    block.start,
                    block.end,
                    "a note on a machine's summary above it, but no summary stands there",
                )


def _is_note(line: str, data: Language) -> bool:
    return all(pattern.search(line) for pattern in _signs_of(data))


def _is_of_article(doc: Document, index: int) -> bool:
    block = doc.blocks[index]
    words = doc.text[block.start : block.end]
    return block.place == "body" and words.count(" ") >= _PARAGRAPH and not words.startswith("\0")


def _names_summary(doc: Document, data: Language, start: int) -> bool:
    """Tell whether the section, or the first words of a block, say that it is a summary."""
    first = doc.plain[start : start + 40].lower().partition(":")
    titled = f"{doc.section_at(start).lower()} {first[0] if first[1] else ''}"
    return _signs_of(data)[0].search(titled) is not None


@cache
def _signs_of(data: Language) -> tuple[regex.Pattern[str], ...]:
    """Return the patterns of a summary, a machine and a place above, for text in lower case."""
    groups = (data.summary_nouns, data.machine_phrases, data.above_phrases)
    return tuple(regex_later(any_word(group)) for group in groups)
