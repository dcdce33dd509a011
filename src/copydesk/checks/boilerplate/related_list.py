"""boilerplate/related-list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Count, rule
from copydesk.support.patterns import compile_later, one_of

_ENGLISH = one_of(
    r"related(?:[ ](?:articles?|posts?|stories|news|content|reading|coverage))?",
    r"more[ ](?:from|stories|news|articles)\b.{0,40}",
    r"you[ ](?:may|might)[ ](?:also[ ])?(?:like|enjoy|be[ ]interested[ ]in)",
    r"most[ ](?:read|popular|viewed)",
    r"trending(?:[ ]now)?",
    r"recommended(?:[ ](?:for[ ]you|stories|articles|reading))?",
    r"(?:latest|recent|popular|top)[ ](?:news|posts|stories|articles)",
    r"editor['’]?s['’]?[ ](?:picks?|choice)",
    r"what[ ]to[ ]read[ ]next|read[ ](?:also|next)|also[ ]read",
    r"don['’]t[ ]miss",
)
_GERMAN = one_of(
    r"mehr[ ]zum[ ]thema",
    r"das[ ]könnte[ ](?:sie|dich)[ ](?:auch[ ])?interessieren",
    r"lesen[ ]sie[ ]auch|auch[ ]interessant|meistgelesen",
)
_FRENCH = r"sur[ ]le[ ]même[ ]sujet|(?:à[ ])?lire[ ]aussi|articles[ ](?:similaires|liés)|les[ ]plus[ ]lus"
_SPANISH = r"(?:también[ ])?te[ ]puede[ ]interesar|(?:noticias|artículos)[ ]relacionad[oa]s|lo[ ]más[ ]leído"
_ITALIAN = r"leggi[ ]anche|articoli[ ]correlati|(?:potrebbe[ ])?interessarti(?:[ ]anche)?|i[ ]più[ ]letti"
_PORTUGUESE = r"leia[ ]também|(?:notícias|artigos)[ ]relacionad[oa]s|mais[ ]lidas"
_DUTCH = r"lees[ ]ook|gerelateerde[ ]artikelen|meest[ ]gelezen"
_HEADING = compile_later(
    rf"[\W_]*{one_of(_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH)}[\W_]*",
    re.IGNORECASE,
)
_WORD = compile_later(r"\w+")
_LONGEST_HEADING = 60
_LONGEST_TEASER = 30
_LEFT_ALONE = ("heading", "table", "quote")


@rule(own_text=False, generality=1)
def related_list(doc: Document, *, least: Count = 2) -> Iterator[Flag]:
    """Headlines of other articles stand under the heading that announces them.

    Sites put "Related articles" and a few headlines under an article or into the middle of it. The heading gives the
    lines under it away: they are counted up to the first sentence, heading or table, and at least `least` of them
    are needed. Links that all lead to pages beside the document are an author's own.

    Bad: The council voted on Monday to build a second bridge over the river. ¶ Related articles ¶ Ferry breaks down again ¶ Who painted the lock gates? ¶ Bakery wins prize for its rye loaf
    Good: The council voted on Monday to build a second bridge over the river. ¶ Related articles ¶ The law has two more articles on bridges, and both of them are older than the town itself.
    """
    blocks = doc.blocks
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.end - block.start > _LONGEST_HEADING or not _HEADING.fullmatch(
            doc.text, block.start, block.end
        ):
            continue
        first = at
        while at < len(blocks) and _is_teaser(doc, at):
            at += 1
        if at - first >= least and not doc.leads_nearby(block.start, blocks[at - 1].end):
            message = f"“{_shown(doc, first - 1)}” and {at - first} lines under it, no sentence among them: other articles"
            yield Flag(block.start, blocks[at - 1].end, message)


def _is_teaser(doc: Document, at: int) -> bool:
    block = doc.blocks[at]
    if block.place in _LEFT_ALONE or "\n" in doc.source[block.start : block.end].strip():
        return False
    line = doc.text[block.start : block.end].rstrip("\0 ")
    asks = line.endswith(("?", "!"))
    # Few headlines end in a full stop, and the article's next sentence may be short.
    is_headline = asks or not (line.endswith(".") or is_sentence(doc.text, block))
    return is_headline and 0 < len(_WORD.findall(line)) <= _LONGEST_TEASER


def _shown(doc: Document, at: int) -> str:
    block = doc.blocks[at]
    return " ".join(doc.text[block.start : block.end].replace("\0", "").split())
