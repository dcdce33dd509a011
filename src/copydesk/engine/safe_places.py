"""Safe places: where a fix may change a text unseen, and where what looks like a slip may be code or a name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from copydesk.formats.html.kept_spaces import keeps_spaces
from copydesk.formats.parsed import MARKUP
from copydesk.support import limits
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.document import Document
    from copydesk.findings import Flag

_NEAR = 200
"""In code points: how far to either side the line is looked at."""
_CODE_LINE = compile_later(
    r"[(){}\[\]=<>\"'][;{}]\s*\Z|[\])]\s*\{|=>|[!=]==?|&&|\|\||\+=|[\"']\s+\+|\+\s+[\"']|\w\(\)|\w\.\w+\(|</\w"
    r"|^\s*(?:[$>]{1,3}\s+)?(?:const|def|echo|export|function|import|let|public|return|select|sudo|var)\b"
    r"(?:[^.!?]*[{};=<>]|[\w ]*\w\(|[^.]*;\s*\Z)|^\s*[{}]"
)
_HALF_TAG = compile_later(r"<[a-zA-Z/!][^<>]*\Z")
_LABEL = compile_later(r"(?<!\\)\[([^\[\]]*)\Z")
_WIKI_LINK, _REST_OF_WIKI_LINK = (
    compile_later(pattern) for pattern in (r"\[\[[^\[\]\n]*\Z", r"[^\[\]\n]*\]\]")
)
_REST_OF_LABEL = compile_later(r"([^\[\]]*)\](?:\[\]|(?!\(|\[[^\]]))")
_NO_PART_OF_ANCHOR = compile_later(r"[^\w\- ]")
_ADDRESS = compile_later(r"@\w|\w@|://|\bwww\.")
_CHANGE = compile_later(r"\[\\?\[?`?[0-9a-f]{7,40}`?\]|/(?:pull|commit|merge_requests)/\w")
"""A list of changes quotes the titles of commits and pull requests as they were written."""
_INSIDE_WORD = compile_later(r"[^\W\d_][\u0300-\u036f]?[´`ʹʻʼʽˈ′‘\u0300-\u036f](?=[^\W\d_])")
"""A sign that is read as the end of a word, and stands inside one: Qur´an, Hawai`i."""
_TOO_MANY = 2
"""So many words of a paragraph with letters of two scripts show that it was read in the wrong encoding."""
_FEW = 3
"""So few garbled places may be what the news is about: “The misprint read CafÃ© Noir on ten thousand cups.”"""
_EMBEDS = ("tweet", "instagram", "tiktok", "bluesky", "mastodon-embed", "fb-post")
"""Classes of what a page shows of somebody else's posts, as they were written."""


def offers_fix(document: Document, flag: Flag) -> bool:
    """Tell whether a flag's suggestions may be offered: none may in a paragraph that is garbled, before that is undone,
    none for a part of a word, and none where it is the name of a page (`[[It´s late]]`) or a mark of reStructuredText.

    What looks like a slip there is a part of something else, and after a change of it nobody can put that back.
    """
    if (
        not flag.suggestions
        or _is_part_of_word(document.text, flag.start, flag.end)
        or _names_page(document.source, flag.start, flag.end)
        or (document.syntax.is_markup and "``" in document.source[flag.start : flag.end])
    ):
        return False
    try:
        garbled = document.garbled_at(flag.start, flag.end)
        if garbled:
            return garbled.may_be_put_back and flag.suggestions == garbled.was
        return not document.is_garbled(flag.start, flag.end)
    except limits.TooSlow:
        return False


def _is_part_of_word(text: str, start: int, end: int) -> bool:
    """Tell whether words between two offsets begin or end inside a word that has an accent or another sign in it."""
    return bool(
        (text[start : start + 1].isalpha() and _ends_inside_word(text, start))
        or (text[max(start, end - 1) : end].isalpha() and _INSIDE_WORD.match(text, end - 1))
    )


def _names_page(source: str, start: int, end: int) -> bool:
    """Tell whether two offsets lie in double brackets, whose words are the address of a link, too."""
    before, behind = source[max(0, start - _NEAR) : start], source[end : end + _NEAR]
    return _WIKI_LINK.search(before) is not None and _REST_OF_WIKI_LINK.match(behind) is not None


def _ends_inside_word(text: str, start: int) -> bool:
    lead = text[max(0, start - 3) : start + 1]
    return any(match.end() == len(lead) - 1 for match in _INSIDE_WORD.finditer(lead))


def is_safe_place(document: Document, start: int, end: int) -> bool:
    """Tell whether nothing around two offsets shows that they lie in code, a tag, a link's label or aim, an address, a
    list of changes, a post, columns drawn with spaces, or a place where a page shows spaces as they are, or in a
    paragraph that may have been read in the wrong encoding.
    """
    source = document.source
    line_start = max(source.rfind("\n", max(0, start - _NEAR), start) + 1, start - _NEAR, 0)
    newline = source.find("\n", end, end + _NEAR)
    line_end = newline if newline >= 0 else min(len(source), end + _NEAR)
    before, after = source[line_start:start], source[end:line_end]
    return not (
        _looks_programmed(document.text[line_start:line_end])
        or _HALF_TAG.search(before)
        or _CHANGE.search(source, line_start, line_end)
        or _is_label(document, before, source[start:end], after)
        or _names_anchor(document, start)
        or _ADDRESS.search(
            _word_around(document.text[line_start:line_end], start - line_start, end - line_start)
        )
        or "\\" in _word_around(source[line_start:line_end], start - line_start, end - line_start)
        or _is_embedded(document, start)
        or (document.syntax.is_markup and keeps_spaces(document.source, start))
        or (not document.syntax.is_markup and _is_laid_out(document.text, line_start, line_end))
        or _mixes_scripts(document, start, end)
    )


def may_be_shown(document: Document, start: int, end: int, better: str) -> bool:
    """Tell whether what stands between two offsets may be what the text shows: it is mentioned, or its sentence speaks
    of signs, of spelling or of what can be read somewhere, or has the better spelling, too. What was read in the wrong
    encoding is judged with its paragraph: here, if the text has little of it, and else by `find_garbled`.
    """
    from copydesk.analysis.shown.signs import has_both_spellings, speaks_of_signs

    if document.garbled_at(start, end):
        if len(document.garbled) > _FEW:
            return False
        is_name = _word_around(document.text, start, end)[:1].isupper()
        return (is_name and has_both_spellings(document.text, start, end, better)) or speaks_of_signs(
            document.text, *document.paragraph_at(start), document.language
        )

    text = document.text
    return (
        has_both_spellings(text, start, end, better)
        or speaks_of_signs(text, start, end, document.language)
        or document.is_mentioned(start, end)
    )


def _mixes_scripts(document: Document, start: int, end: int) -> bool:
    """Tell whether letters of several scripts stand in words around, so that bytes may be lost by any change.

    One such word may be the slip itself.
    """
    if not document.once(_may_mix) or document.garbled_at(start, end):
        return False
    first, last = document.paragraph_at(start).start, max(end, document.paragraph_at(max(start, end - 1)).end)
    return not document.once(_rightly_written)(first, last)


def _may_mix(document: Document) -> bool:
    from copydesk.analysis.damage.foreign_letters import may_be_foreign  # imported only where there are fixes

    return may_be_foreign(document.text)


def _rightly_written(document: Document) -> Callable[[int, int], bool]:
    from copydesk.analysis.damage.foreign_letters import foreign_words

    @cache
    def is_right(start: int, end: int) -> bool:
        return foreign_words(document.text, start, end) < _TOO_MANY

    return is_right


def _is_laid_out(text: str, start: int, end: int) -> bool:
    from copydesk.analysis.damage.spaced_marks import is_laid_out

    return is_laid_out(text, start, end)


def _looks_programmed(line: str) -> bool:
    return _CODE_LINE.search(line.replace("\0", "")) is not None


def _is_label(document: Document, before: str, between: str, after: str) -> bool:
    """Tell whether it lies in the label of a link whose address is elsewhere: both labels must be the same."""
    if not document.syntax.has_markdown or not (opening := _LABEL.search(before)):
        return False
    rest = _REST_OF_LABEL.match(after)
    return rest is not None and f"[{opening[1]}{between}{rest[1]}]:" in document.source


def _names_anchor(document: Document, offset: int) -> bool:
    """Tell whether it lies in a heading to which a link of the same document leads by its words."""
    block = document.block_at(offset)
    if block is None or block.place != "heading" or "#" not in document.source:
        return False
    words = document.text[block.start : block.end].replace(MARKUP, "").strip().lower()
    source = unquote(document.source).lower()
    return f"#{_NO_PART_OF_ANCHOR.sub('', words).replace(' ', '-')}" in source or f"[[#{words}" in source


def _is_embedded(document: Document, offset: int) -> bool:
    block = document.block_at(offset)
    return block is not None and any(sign in hint for hint in block.hints for sign in _EMBEDS)


def _word_around(line: str, start: int, end: int) -> str:
    """Return what touches two offsets of a line, without white space or markup between."""
    line = line.replace(MARKUP, " ")
    before, after = line[:start], line[end:]
    first = "" if before[-1:].isspace() else " ".join(before.split()[-1:])
    last = "" if after[:1].isspace() else " ".join(after.split()[:1])
    return first + line[start:end].strip() + last
