"""Missing marks: between which words the partner of a lone quotation mark belongs, as far as the text tells.

A closing mark is missing before “, she said”, else where the paragraph ends or the next quotation begins; an opening
one where the sentence begins that another quotation's attribution does not end.
"""

from __future__ import annotations

from itertools import islice

from copydesk.analysis.language.languages import language_data
from copydesk.analysis.quotes.dialogue_tags import find_tags
from copydesk.analysis.quotes.pairing.marks import Mark
from copydesk.findings import Span
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_SHOWN = 4
"""So many words are shown beside the place."""
_REACH = 120
"""In so many code points they are looked for."""
_ANY_MARK = compile_later('["“”„«»]')
_WORD = compile_later(r"[^\W_](?:[^\s]*[^\W_])?")
_SENTENCE_END = compile_later(r"[.!?…][)\]\"”’»]*[\s\0]+(?=[\"“„«'‘]?[^\W\d_a-zß-ÿ])|:[\s\0]+")


def words_before_closing(text: str, block: Block, mark: Mark, language: str | None) -> Span | None:
    """Return the last words of the quotation that a mark opens and nothing closes."""
    following = _ANY_MARK.search(text, mark.end, block.end)
    stop = following.start() if following else block.end
    tags = find_tags(text, mark.end, stop, language)
    end = tags[0][0] if tags else stop
    if language_data(language).tags_stand_inside and _SENTENCE_END.search(text, end, stop):
        end = stop
    words = list(_WORD.finditer(text, max(mark.end, end - _REACH), end))[-_SHOWN:]
    return Span(words[0].start(), words[-1].end()) if words else None


def words_after_opening(text: str, block: Block, mark: Mark, language: str | None) -> Span | None:
    """Return the first words of the quotation that a mark closes and nothing opens."""
    start = block.start
    for match in _ANY_MARK.finditer(text, block.start, mark.start):
        start = match.end()
    if start > block.start:
        # Behind another quotation, its attribution ends the sentence.
        tags = find_tags(text, max(block.start, start - 2), mark.start, language)
        ended = _SENTENCE_END.search(text, tags[0][1] if tags else start, mark.start)
        start = ended.end() if ended else start
    words = list(islice(_WORD.finditer(text, start, min(mark.start, start + _REACH)), _SHOWN))
    return Span(words[0].start(), words[-1].end()) if words else None
