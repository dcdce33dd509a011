"""damage/doubled-word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_DOUBLED = re.compile(r"\b(\w++)(?:[\s\0]++((?i:\1))\b)++(?![’'&-]\w)")
_JOINED = ("'", "’", "-", "&")
_MAY_END_IN_A_VERB = re.compile(r"\b(?:all|how|what|where|which|who|why)\b[^.!?\n]{0,60}$", re.IGNORECASE)

ALLOWED = (
    *("had", "that", "in"),  # what they had had; the town that they lived in in 1979
    *(
        "very",
        "really",
        "so",
        "many",
        "much",
        "far",
        "long",
        "never",
        "too",
        "way",
    ),  # said twice for emphasis
    *("no", "yes", "ha", "blah", "tsk", "bye", "hear", "knock", "now", "there", "well"),
    *(
        "die",
        "der",
        "das",
        "sie",
        "ihr",
        "dat",
        "nous",
        "vous",
    ),  # two words that look alike, in other languages
)


@rule(fixable=True)
def doubled_word(doc: Document, *, allow: tuple[str, ...] = ALLOWED) -> Iterator[Flag]:
    """The same word is typed twice in a row.

    It slips in where a line breaks between the two, and readers stop at it. A name that consists of one word twice,
    a word said three times and an emphasis are left alone.

    Bad: Paris in the the spring.
    Good: Paris in the spring.
    Good: The band played in Walla Walla, and it was very very loud.
    """
    for block in doc.blocks:
        for match in _DOUBLED.finditer(doc.text, block.start, block.end):
            word = match[1]
            if word.isalpha() and word.lower() not in allow and not _is_meant(doc.text, match):
                yield Flag(*match.span(), f"“{word}” is repeated", (word,))


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether the repetition belongs: part of a longer word, a name, a word said thrice, “what it is is”."""
    word, again = match.groups()
    before = text[max(0, match.start() - 80) : match.start()]
    return (
        before.endswith(_JOINED)
        or len(match[0].replace("\0", " ").split()) > 2
        or (again[0].isupper() and not (len(word) > 1 and word.isupper() and again.isupper()))
        or (word.lower() in ("is", "was") and _MAY_END_IN_A_VERB.search(before) is not None)
    )
