"""boilerplate/page-line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from copydesk.analysis.boilerplate.page_lines import PageLine, find_page_lines
from copydesk.analysis.damage.spaced_marks import is_laid_out
from copydesk.analysis.language.languages import in_all_languages
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_LABEL = compile_later(r"[*_\0]*([^\W\d_]+)[*_\0]*:[*_\0]* ?\S.*\d")
"""“Died: December 3rd, 2024”"""
_BYLINE = compile_later(
    r"(?:\w+ )?(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Pp]rzez) "
    r"(?=[A-ZÀ-Þ])(?:[^\W\d_]|[-'’., ])+$"
)
_CREDIT = compile_later(r"[^\W\d_]+: ?[^\W\d_]\S*(?: [^\W\d_]\S*){1,3}")
"""“Text: Ada Morvik”"""
_GREETING = compile_later(r"(?:[^\W\d_]+ ){0,3}[^\W\d_]+,(?:\n[^\W\d_]+(?: [^\W\d_]+){0,2})?")
"""“Yours,”, and the name below it."""
_SIGNATURE = compile_later(r"[^\W\d_]+\.?(?: [^\W\d_]+\.?){0,3}")
_LONGEST_GREETING = 40
_PLACES = compile_later(
    r"(?:[A-ZÀ-Þ][^\W\d_]*\.?(?:[ ’'-]|, ?| [/–—] )){0,4}[A-ZÀ-Þ][^\W\d_]*\.?(?:, ?| [/–—] ?)"
)
"""“Dornau, ”, before a date."""
_LONGEST_BYLINE, _WORDS_OF_ROLE = 80, 3
_HEAD = 4
"""So many blocks at the top may be the headline, the byline and what the writer is."""
_QUOTED = 0.25
"""The share of a line that is quoted, from which on it is not the page that speaks."""


_BESIDE = 200
"""So many code points before and behind a line are read for rows of the same table."""
_FIGURE = compile_later(r"(?<![\w.,])\d[\d.,:]*(?!\w)")
_NUMBER = compile_later(r"[\0*_]{0,4}\d{1,3}[.)] ?[^\W\d]")
_DIVIDED = ("  |  ", "  ·  ", "  •  ")
"""What a page puts between its buttons in wide spaces: no columns."""
_DIVIDING = (" · ", " | ", " • ")
"""What parts the name of a paper, its date and its number."""
_OBJECT = "\ufffc"
"""What stands for a picture or an address in the text."""
_SURER = 1.0
"""The further evidence for a line that no other leftover stands beside."""
_ENOUGH = 2
"""The kinds of leftovers that are enough where nothing shows whose an article is (`KINDS_OF_LEFTOVERS`)."""


@rule(own_text=False, in_letters=False, generality=2)
def page_line(
    doc: Document, *, odds: float = 0.25, odds_alone: float = 3.0, own_odds: float = 3.5
) -> Iterator[Flag]:
    """A line speaks to the reader as a page does: of its buttons, accounts, other stories, or of the text itself.

    No list of phrases knows it. A model that has learnt from thousands of lines weighs its words (“your inbox”, “click”,
    “photo:”) and its place: other such lines around it speak for it; names and rare words that the paragraphs have too
    speak against it, and so do headings and lists. `odds` is how sure the model must be, in log odds, and `odds_alone` where nothing
    else of a page stands in the article: what is copied from a page seldom brings one line alone, and a column may end
    with an address to its readers. In Markdown that
    may be the author's own it must be surer of one of the lines (`own_odds`), or only the likeliest is reported, because
    authors, too, speak to their readers; without front matter, or with nothing in the text that leads anywhere, several lines without
    links, or one that it is surest of, are enough.

    Bad: The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ Get the best of our reporting in your inbox every Friday ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold.
    Good: The council voted on Monday to build a second bridge over the river, which the town has wanted for years. ¶ “Get the letter into every inbox by Friday,” she told her staff. ¶ The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold.
    Measured: no finding in 3,065 news articles, and one in 2,020 files of ten content repositories, a wrong one; in 160 articles that were written for the purpose, at the first look, 52 of 55 lines right.
    """
    lines = [
        line
        for line in find_page_lines(doc.text, doc.blocks, doc.language, odds)
        if not doc.is_mentioned(line.start, line.end)
        and doc.text[line.start : line.end].strip("\0 *_[]().\n").lower() != "sic"
        and not _quotes(doc, line.start, line.end)
        and not _is_the_articles(doc, line.start, line.end)
        and not _is_row(doc.text, line.start, line.end)
        and not _is_numbered(doc.text, line.start, line.end)
        and not (doc.meta and _points_home(doc, line.start, line.end))
        and not (doc.kinds_of_leftovers > 1 and line.odds < own_odds and _is_item(doc, line))
    ]
    bare = set() if doc.may_call_readers else {line for line in lines if not _may_be_authors(doc, line)}
    if lines and all(line.odds < own_odds for line in lines) and doc.kinds_of_leftovers > 1:
        likeliest = max(lines, key=attrgetter("odds"))
        lines = [line for line in lines if line in bare] if len(bare) > 1 else [likeliest]
    for line in lines:
        is_nobodys = line in bare and _is_no_authors(doc, line, own_odds)
        words = ", ".join(f"“{word}”" for word in line.evidence if len(word) > 1)
        yield Flag(
            line.start,
            line.end,
            f"this reads as the page's words, not the article's{f' ({words})' if words else ''}",
            is_sure=False,  # it may be the article's own: no fix deletes it
            kinds=_ENOUGH if is_nobodys else 0 if len(lines) == 1 and line.odds < odds_alone else 1,
        )


def _is_item(doc: Document, line: PageLine) -> bool:
    """Whether a line is an item of a list, in which authors write labels and commands, too."""
    block = doc.block_at(line.start)
    return block is not None and block.place == "list"


def _may_be_authors(doc: Document, line: PageLine) -> bool:
    """Whether a line is made as authors make it: something in it can be followed, or it is an item of a list."""
    block = doc.block_at(line.start)
    return (
        (block is not None and block.place != "body")
        or _OBJECT in doc.text[line.start : line.end]
        or bool(doc.link_targets(max(0, line.start - 1), line.end))
    )


def _is_no_authors(doc: Document, line: PageLine, own_odds: float) -> bool:
    """Whether no author of an article writes such a line: the model is sure of it, or brackets enclose it."""
    words = doc.text[line.start : line.end].strip("\0*_ ")
    return line.odds >= own_odds + _SURER or (words.startswith(("[", "((")) and words.endswith(("]", "))")))


def _points_home(doc: Document, start: int, end: int) -> bool:
    """Whether all links of a line lead to pages of the same site, as an author writes them there."""
    targets = doc.link_targets(max(0, start - 1), end)
    return bool(targets) and all(re.match(r"\.{0,2}/(?!/)", target) for target in targets)


def _is_the_articles(doc: Document, start: int, end: int) -> bool:
    """Whether a line is a picture's caption, the byline or the dateline under a headline, what its writer is, the greeting
    above or below a letter, or tells when a person was born or died.
    """
    own = doc.block_at(start)
    if own is not None and own.place == "caption":
        return True
    words = doc.text[start:end].strip(" \0\n*_")
    above = doc.text[max(0, start - _LONGEST_GREETING) : start].rstrip(" \0\n").rpartition("\n")[2]
    if _GREETING.fullmatch(words) or (_GREETING.fullmatch(above) and _SIGNATURE.fullmatch(words)):
        return True
    if label := _LABEL.match(words):
        return label[1].lower() in in_all_languages("birth_words") | in_all_languages("death_words")
    index = bisect_left(doc.blocks, start, key=attrgetter("end")) - 1
    if len(words) > _LONGEST_BYLINE or index < 0:
        return False
    if index < _HEAD - 1 and (date := next((each for each in doc.dates if start < each.start < end), None)):
        before, behind = doc.text[start : date.start], doc.text[date.end : end].strip(" \0.*_")
        if not behind and _PLACES.fullmatch(before.strip("\0*_")):
            return True
        if any(sign in words for sign in _DIVIDING):
            return True  # a club's newsletter: “Letter of the Rowing Club · April 2026 · No. 211”
    previous = doc.blocks[index]
    if index < _HEAD - 1 and (
        (_CREDIT.fullmatch(words) and words.istitle())
        or (words.count(" ") < _WORDS_OF_ROLE and _BYLINE.match(doc.text[previous.start : previous.end]))
    ):
        return True
    return previous.place == "heading" and previous.level == 1 and _BYLINE.match(words) is not None


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether spaces draw columns in a line, and it, or one right before or behind, has figures in them: a table."""
    if not is_laid_out(text, start, end) or any(sign in text[start:end] for sign in _DIVIDED):
        return False
    before = text[max(0, start - _BESIDE) : start].rstrip().rpartition("\n")[2]
    behind = text[end : end + _BESIDE].lstrip().partition("\n")[0]
    return any(
        len(_FIGURE.findall(line)) > 1 and is_laid_out(line, 0, len(line))
        for line in (before, *text[start:end].split("\n"), behind)
    )


def _is_numbered(text: str, start: int, end: int) -> bool:
    """Whether a line is one of several that are numbered: results, exercises, steps."""
    own = text.rfind("\n", 0, start) + 1
    before = text[max(0, own - _BESIDE) : own].rstrip().rpartition("\n")[2]
    behind = text[end : end + _BESIDE].lstrip().partition("\n")[0]
    return bool(_NUMBER.match(text, own)) and bool(_NUMBER.match(before) or _NUMBER.match(behind))


def _quotes(doc: Document, start: int, end: int) -> bool:
    """Whether much of a line is a quotation: somebody else speaks there, as a page perhaps."""
    quoted = sum(max(0, min(each.end, end) - max(each.start, start)) for each in doc.quotations.spans)
    return quoted > _QUOTED * (end - start)
