"""damage/invisible-character."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import regex

from copydesk.analysis.damage.fixability import limit_faults
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.names.lexicon import is_word, may_know_words_of
from copydesk.document import Document
from copydesk.findings import Flag, Span
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, regex_later

_INVISIBLE = compile_later(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffc\ue000-\uf8ff\U000e0001-\U000e007f\U000f0000-\U0010fffd]+"
)
_JOINING = r"[\p{Emoji}\ufe0f\U0001f3fb-\U0001f3ff]"
_WORD_PARTING = frozenset("\u180e\u200b\u200c\u200d\u2060")
"""They shape the letters of some scripts, or tell where words end in those that write no spaces."""
_JOINED_SCRIPTS = """
    Arabic Syriac Mongolian Nko Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala
""".split()
_UNSPACED_SCRIPTS = """
    Khmer Myanmar Thai Lao Tibetan Javanese Balinese Sundanese Tai_Tham New_Tai_Lue Tai_Le Cham Limbu Lepcha
""".split()
_NEEDS_THEM = "[" + "".join(rf"\p{{{script}}}" for script in (*_JOINED_SCRIPTS, *_UNSPACED_SCRIPTS)) + "]"
_RIGHT_TO_LEFT = compile_later("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REORDERING = frozenset("\u202b\u202d\u202e\u2067")
"""They change the order in which what follows is shown: 321 behind U+202E is seen as 123."""
_LONGEST_ROW = 1_000
_MEANINGLESS = frozenset("\u200b\u200e\u206a\u206b\u206c\u206d\u206e\u206f\ufeff")
"""They do nothing in a text that is written from left to right, and has spaces between its words."""
_MAY_STAND_BESIDE = frozenset(" \n.,;?")
_PARTING = frozenset("\u180e\u200b\ufeff")
"""Where they stand between two letters, a word may end: they come in the place of a space, too."""
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0")
"""Fillers of Korean, which are shown as a space, and typed for one."""
_CARRYING = frozenset("\ufff9\ufffa\ufffb\ufffc")
"""They part a word from what explains it above the line, or stand for an object: somebody has to look."""
_LONGEST_WORD = 40
_WORD = regex_later(r"[\p{L}\p{M}\p{N}]++")
_WORD_BEFORE = regex_later(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]++\Z")
_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\ufeff": "byte-order mark",
    "\ufffc": "placeholder of an object",
    "\u2060": "word joiner",
}


@rule(fixable=True, front_matter="alone")
def invisible_character(doc: Document) -> Iterator[Flag]:
    """A character that nobody sees stands in the text.

    Zero-width spaces, stray direction marks, soft hyphens and private-use signs come with what is pasted from web
    pages and PDF files; they break searching and line breaking. Joiners in emoji and in scripts that need them, and
    direction marks in right-to-left text, stay. Of more than five of one kind the first stands for all, and
    `fix --suggested` mends them all.
    Deleted unseen are only zero-width spaces, byte-order marks and direction marks in ordinary prose, inside a common
    word, or between a word and a space or a stop. Joiners and soft hyphens may be a printer's wish, and beside
    a dash or a slash a zero-width space tells where a line may break.

    Bad: The har\u200bbour board met.
    Good: The harbour board met 👩\u200d🚀.
    Measured: all 18 findings right in 3,856 articles (python -m bench damage).
    """
    source = doc.source
    if source.isascii():
        return
    right_to_left: bool | None = None
    found: dict[str, list[Span]] = defaultdict(list)
    for match in _INVISIBLE.finditer(source):
        run, (start, end) = match.group(), match.span()
        if doc.text[start] != source[start]:
            continue
        if run[0] in "\u200c\u200d" and regex.match(_JOINING, source[start - 1 : start]):
            continue
        if _WORD_PARTING.issuperset(run) and any(
            regex.match(_NEEDS_THEM, beside) for beside in (source[start - 1 : start], source[end : end + 1])
        ):
            continue
        if run == "\u034f" and unicodedata.combining(source[end : end + 1] or " "):
            continue  # it keeps two marks over one letter in their order
        if _DIRECTIONS.issuperset(run):
            if right_to_left is None:
                right_to_left = _RIGHT_TO_LEFT.search(source) is not None
            if right_to_left:
                continue
        if "\U000e0001" <= run[0] <= "\U000e007f" and source[start - 1 : start] == "\U0001f3f4":
            continue
        if run == "\u00ad" and doc.is_own:
            continue  # an author's hint where a long word may break
        if doc.syntax.is_page and (run == "\u00ad" or _is_icon(doc, start)):
            continue
        found[run[0]].append(Span(start, end))
    for character, spans in found.items():
        name = _name(character)
        few, more = limit_faults(spans, each=doc.shows_each_fault)
        for start, end in few:
            safe = unicodedata.category(character) != "Co" and _CARRYING.isdisjoint(doc.source[start:end])
            instead = _instead(doc, start, end) if safe else ()
            yield Flag(
                start,
                end,
                f"an invisible character: {name} (U+{ord(character):04X}){more}",
                instead,
                is_sure=not more and instead == ("",) and _is_sure(doc, start, end),
            )


def _instead(doc: Document, start: int, end: int) -> tuple[str, ...]:
    """Return what can stand in the place of an invisible character: nothing, or a space if it parts two words."""
    if not _BLANKS.isdisjoint(doc.source[start:end]):
        return (" ",)
    if _PARTING.isdisjoint(doc.source[start:end]):
        return ("",)
    before = _WORD_BEFORE.search(doc.source, max(0, start - _LONGEST_WORD), start)
    after = _WORD.match(doc.source, end, end + _LONGEST_WORD)
    if not before or not after:
        return ("",)
    whole = before.group() + after.group()
    knows = may_know_words_of(doc.language)
    are_words = knows and all(
        is_word(each.group()) or each.group().lower() in STOP_WORDS["en"] for each in (before, after)
    )
    if (knows and is_word(whole)) or whole in doc.spellings:
        return ("", " ") if are_words else ("",)  # may be, maybe
    if are_words:
        return (" ",)
    return "", " "


def _is_sure(doc: Document, start: int, end: int) -> bool:
    """Tell whether nothing is said by an invisible character: it is no sign of mathematics, the text does not show it,
    and it keeps no sign beside it from being markup or the name of an account.
    """
    source = doc.source
    if not _MEANINGLESS.issuperset(source[start:end]) or doc.once(_is_reordered):
        return False
    before, after = source[start - 1 : start], source[end : end + 1]
    lead = doc.text[doc.paragraph_at(start).start : start]
    if not before.isalpha() and not (before == " " and after.isalpha() and any(map(str.isalpha, lead))):
        return False  # at the start of a line it may keep what follows from being markup
    if not all(not each or each.isalpha() or each in _MAY_STAND_BESIDE for each in (before, after)):
        return False
    return doc.is_plain_prose(start, end, in_quotations=True) and not doc.is_mentioned(start, end)


def _is_reordered(doc: Document) -> bool:
    return not _REORDERING.isdisjoint(doc.source)


def _is_icon(doc: Document, start: int) -> bool:
    """Tell whether it is a sign of a page's icon font, or has a block for itself."""
    if unicodedata.category(doc.source[start]) == "Co":
        return True
    block = doc.block_at(start)
    return block is None or _has_nothing_but(doc, block.start, block.end, doc.source[start])


def _has_nothing_but(doc: Document, start: int, end: int, character: str) -> bool:
    """Tell whether nothing else stands in a block, as far as a sign with a block for itself is repeated."""
    shown = doc.text[start : min(end, start + _LONGEST_ROW)]
    return end - start <= _LONGEST_ROW and not shown.replace(character, "").strip(" \0\n")


def _name(character: str) -> str:
    if unicodedata.category(character) == "Co":
        return "private-use sign"
    return _NAMES.get(character) or unicodedata.name(character, "unnamed").lower()
