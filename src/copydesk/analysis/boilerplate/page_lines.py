"""Page lines: find the lines that the page speaks in the midst of an article, from their words and their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from math import inf, sqrt
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_by_text
from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.line_model import (
    BUILT,
    MOST_WORDS,
    SHARED,
    features,
    table,
    telling_words,
    weigh,
)
from copydesk.analysis.language.detection import STOP_WORDS, has_letters_of
from copydesk.analysis.names.lexicon import nouns_have_capitals
from copydesk.formats.parsed import Block
from copydesk.support.patterns import compile_later

_SAMPLE = 2_000
_MOST_OWN, _MORE_FOREIGN = 1, 2
"""The most small words of the article's language in a line that is in another, and how many more it has of that."""
_NEVER = ("table", "chrome")
"""Kinds of blocks that are not judged: cells are no lines, and what markup calls the page's needs no model. What it
calls a quotation is shown there, unless brackets around it say that it is still to be filled in."""
_BY_PLACE = {"heading": -3.5, "list": -0.7, "caption": -0.5}
"""What an author marked up is more likely the article's, in log odds. Set by hand, as is all evidence of the place:
the lines that the model learns from have none."""
_NEIGHBOUR, _COMPANY = 0.8, 1.0
"""The evidence of a line before or after that has at least so high odds by its own words."""
_AT_THE_END = 0.4
_END = 4
"""The evidence of standing among the last blocks, and how many these are."""
_HEAD = 4
_IN_THE_HEAD, _FIRST = -1.0, -2.5
"""The evidence of standing among the first blocks, where standfirst and byline are, and of the first, the headline."""
_GOES_ON, _ANNOUNCES = -9.0, -2.0
"""The evidence of a comma or a colon at the end, with the sentence's rest, or a table or list, in the next block."""
_QUESTION, _QUESTIONS, _LONGEST_QUESTION = -1.5, 3, 20
"""The evidence of being one of so many questions, as an interview has them, and the most spaces in such a question."""
_REMARK = -6.0
"""The evidence of a whole sentence in brackets: an editor's remark on what is printed, not a note to the desk."""
_LISTED = -1.5
"""The evidence of a line behind a sentence of the article that ends in a colon: what it announces."""
_LEAST_BEFORE_LIST, _LEAST_BEFORE_LINE = 4, 6
"""The least spaces in a sentence that announces a list, or another line."""
_IN_A_ROW = -2.0
"""The evidence of brackets at the end of a line and its neighbours, of a dash in each, or of so many semicolons in one:
a list of names and what they did."""
_DASHED, _DASHES_NEAR, _SEMICOLONS = compile_later(r"\w\W? [–—-] \W?\w"), 3, 3
"""A divided line, how many lines before and behind are read, and more than how many of them must be divided."""
_LETTERS = -3.0
"""The evidence of two single letters in a line: a table of letters and what becomes of them ("k to c")."""
_TURN = -2.5
"""The evidence of a dash before a sentence: somebody in the article speaks."""
_LIVE, _ENTRY, _ENTRIES = -1.0, -1.5, 3
"""The evidence of so many lines that begin with a time of day, for every line and, besides, for these: a live blog
speaks to its reader throughout."""
_SHARED = -0.9
"""The evidence of a rare word or a name that the article's paragraphs have too; counted at most twice."""
_ONE_WORD = -1.5
_STRONG = 1.0
"""Words with at least this weight are the page's, wherever else they occur."""
_RARE = compile_later(r"[^\W\d_]{7,}|(?<=\w )[^\W\d_a-z][^\W\d_]{2,}")
_CLOCK = compile_later(r"\W{0,3}(?:\w{1,3}\.? )?\d{1,2}[.:h]\d\d\b")
_CODE = compile_later(
    r"[\"'][@\w-]+[\"']\s*:|\w\(\)|[{};]\s*$|^\s*(?://|[A-Z]{3,7} /)|\w\[\d*\]|=\S", re.MULTILINE
)
"""The look of code, which plain text does not mark."""
_SENTENCE, _LEAST_PROSE, _MOST_PROSE = 8, 3, 12
"""The least spaces in a sentence, and the least and the most sentences that an article's manner is told by."""
_SHORT, _LEAST_TELLING = 20, 2
"""A block with more spaces is judged only if it has at least so many words that often tell the page."""
_USUAL, _LESS_USUAL = -4.2, {SHARED: -2.5, "en": -2.7, "fi": -2.0, "cs": -2.8, "ro": -2.0, "ru": -2.0}
"""The median log odds of the sentences of a news article; those of a blog that says "you" are some 1.0 higher. They
are higher, too, in languages that the model has learnt from few lines, and in English, of which it knows most kinds of
text."""
_MOST_AGAINST, _MOST_FOR = -1.2, 0.3
_OF_PARAGRAPH = 1.0
"""The further evidence that such a block needs: words of the page stand in any paragraph."""
_ITEM, _OF_ITEM = 7, 2.0
"""A list's item with more than so many spaces needs so much further evidence: a page lists labels, an author sentences,
too."""
_NOTHING = -9.0
"""The log odds of a block without features."""
_PARAGRAPH = 14
"""The least words of a paragraph of the article."""
_LEAST_OF_WORDS, _OF_A_SHORT_LINE, _SHORT_LINE = (-0.5, 0.0), 2.4, 5
"""The evidence that the words must give, and how much more in a line with at most so many spaces: a short heading looks
like a label of the page, but says nothing of it."""
_SIGNS = BUILT.union(("@@", "☺", "|", "•", "·", "©", "(", "[", "#", "→", "»", "›"))
_WITHOUT_TELLING = (0.5, 1.0)
"""The further evidence that a line needs which has neither a telling word nor a sign of the page."""
_OF_STATEMENT, _OF_HEAD = 0.2, 0.6
"""The further evidence that a line with a full stop needs, and one in the head: such lines are mostly the article's.
The second of two numbers above is for them as well."""
_OF_ONE_WORD = 0.6
"""The share of its strongest word's evidence that a sentence needs besides: one word is the page's in any story."""
_OF_NAMES = 0.5
"""The further evidence that a statement with a name needs, where only names have capitals: news speaks of the press."""
_NAME = compile_later(r"[\w,] [A-Z][a-z]")
_SECOND_SENTENCE = compile_later(r"[^\W\d_]{3}\. [^\W\d_]+ [^\W\d_]")
_FIGURE = compile_later(r"(?<!\S)\d+(?!\S)")
_DASHES, _SENTENCE_ENDS = ("– ", "— ", "- "), ".!?…"
_ASKS, _OPEN_ENDS = "?？؟", ",:"
"""The last characters of a question, and of a line that leads on."""
_MIDWAY = '…."“„«‘[( '
"""What may stand before the small letter of a quotation that begins in the middle of a sentence."""
_VERSE, _LEAST_VERSES, _MOST_IN_VERSE = -3.0, 4, 12
"""The evidence of being one of so many short lines without a blank one between, most of which nothing speaks for as the
page's: a poem or a song. A verse has at most so many spaces."""
_TITLE, _TITLES, _MOST_IN_TITLE, _LIKELY = -1.2, 1, 7, 1.5
"""The evidence of standing over a paragraph as so many others of less than these odds do: a title of a section."""
_OF_TABLE, _FIGURES = -2.5, 3
"""The evidence of standing over a line with so many numbers: a title of a table."""
_INDENTED, _INDENT = -6.0, "  "
"""The evidence of being indented, as an author does with what he shows; its line begins with this."""
_OPENS = -2.0
"""The evidence of a colon behind two sentences: somebody tells, and then shows what he tells of."""
_SHOWN = 3


class PageLine(NamedTuple):
    """A run of lines that the page speaks.

    Attributes:
        start, end: offsets in code points.
        odds: the log odds of its likeliest line.
        evidence: the words that speak most strongly for it, in lower case; few or none.
    """

    start: int
    end: int
    odds: float
    evidence: tuple[str, ...]


def find_page_lines(
    text: str, blocks: Sequence[Block], language: str | None, least: float
) -> Iterator[PageLine]:
    """Yield the lines that the page speaks, neighbours joined, in order.

    Args:
        text: the document's text.
        blocks: its blocks.
        language: two-letter code; None if unknown.
        least: the log odds from which on a line counts.
    """
    main = language or _by_script(text)
    telling = telling_words(main)
    found = [_features(text, block, telling) for block in blocks]
    # a page may speak another language than the article: a player's, a network's, its system's
    spoken = [_spoken(shape, main) if shape else main for shape in found]
    own = [_odds(each, shape) if shape else _NOTHING for each, shape in zip(spoken, found, strict=True)]
    enough = least - _NEIGHBOUR - _AT_THE_END
    if not any(
        odds >= enough and _word_evidence(each, shape) >= _least_of_words(text, block, strict=False)
        for odds, each, shape, block in zip(own, spoken, found, blocks, strict=True)
    ):
        return
    known = _words_of_paragraphs(text, blocks)
    if not known:
        return  # without a paragraph there is no article that the page could stand around
    manner, entries = _of_manner(text, blocks, main), _entries(text, blocks)
    questions = _questions(text, blocks)
    common = STOP_WORDS.get(language or "", frozenset())
    may_show_names = not nouns_have_capitals(language)
    run: list[tuple[int, float]] = []
    for index, odds in enumerate(own):
        block, shape, weights = blocks[index], found[index], table(spoken[index])
        strict = bool(shape) and (_is_in_head(index, blocks) or text[block.end - 1] == ".")
        total, needed = -inf, least
        # the words are weighed first: what follows takes most of the time, and few lines need it
        if shape and _word_evidence(spoken[index], shape) >= _least_of_words(text, block, strict=strict):
            total = odds + manner + _of_place(index, own, blocks) + (_LIVE if entries else 0.0)
            total += _of_words(text, block, weights, known - common) + _of_its_marks(text, blocks, index)
            total += _LETTERS if _is_of_letters(shape, common) else 0.0
            total += _IN_A_ROW if _is_in_a_row(text, blocks, index) else 0.0
            if _is_announced(text, blocks, index, own):
                total += _LISTED * (3 if block.place == "list" else 1)
            total += (_QUESTION if index in questions else 0.0) + (_ENTRY if index in entries else 0.0)
            total += _of_layout(text, blocks, index, own)
            told = telling_words(spoken[index])
            told = told - common if is_sentence(text, block) else told
            needed += (_OF_HEAD if _is_in_head(index, blocks) else _OF_STATEMENT) if strict else 0.0
            spaces = text.count(" ", block.start, block.end)
            if text[block.end - 1] == "." and spaces > _SENTENCE:
                needed += _OF_ONE_WORD * _strongest(weights, shape)
            if strict and may_show_names and _NAME.search(text, block.start, block.end):
                needed += _OF_NAMES
            needed += 0.0 if _tells(shape, told) else _WITHOUT_TELLING[strict]
            needed += _OF_PARAGRAPH if spaces > _SHORT else 0.0
            needed += _OF_ITEM if block.place == "list" and spaces > _ITEM else 0.0
        if total >= needed:
            run.append((index, total))
        elif run:
            yield _joined(run, blocks, _telling_words(run, found, spoken))
            run = []
    if run:
        yield _joined(run, blocks, _telling_words(run, found, spoken))


def _by_script(text: str) -> str:
    """Return the table for a text in a language that is not detected: by its letters, or the one that all share."""
    return "ru" if has_letters_of("ru", text[:_SAMPLE].lower()) else SHARED


@lru_cache(1024)
def _spoken(found: tuple[str, ...], main: str) -> str:
    """Return the table of the language of a line: another than the article's if several of its small words are."""
    words = set(found)
    own = len(words & STOP_WORDS.get(main, frozenset()))
    if own > _MOST_OWN:
        return main
    count, language = max((len(words & small), each) for each, small in STOP_WORDS.items())
    return language if count >= own + _MORE_FOREIGN else main


def _features(text: str, block: Block, telling: frozenset[str]) -> tuple[str, ...]:
    """Return the features of a block that may be the page's; none for others, so that paragraphs cost nothing."""
    spaces = text.count(" ", block.start, block.end)
    if block.place in _NEVER or spaces > MOST_WORDS:
        return ()
    line = text[block.start : block.end]
    if block.place == "quote" and not line.startswith("["):
        return ()
    if spaces > _SHORT and len(telling.intersection(_words(line))) < _LEAST_TELLING:
        return ()
    return () if _has_code(line) else features(line)


@kept_by_text
def _words(line: str) -> frozenset[str]:
    return frozenset(line.lower().split())


@kept_by_text
def _has_code(line: str) -> bool:
    return _CODE.search(line) is not None


def _tells(found: Sequence[str], telling: frozenset[str]) -> bool:
    """Whether a line has anything that tells the page by itself: a word, an address, a sign that divides, brackets."""
    return not telling.isdisjoint(found) or not _SIGNS.isdisjoint(found)


# What a line says by itself is remembered, because editors ask again after each key.


@lru_cache(1024)
def _odds(language: str, found: tuple[str, ...]) -> float:
    """Return the log odds that a line with these features belongs to the page."""
    return weigh(table(language), found)


@lru_cache(1024)
def _word_evidence(language: str, found: tuple[str, ...]) -> float:
    """Return what the words alone say, without the look of the line."""
    weights = table(language)
    return sum(weights.get(each, 0.0) for each in found if each[0] != " ") / sqrt(len(found))


def _least_of_words(text: str, block: Block, *, strict: bool) -> float:
    """Return the evidence that the words of a block must give."""
    is_short = text.count(" ", block.start, block.end) <= _SHORT_LINE
    return _LEAST_OF_WORDS[strict] + (_OF_A_SHORT_LINE if is_short else 0.0)


def _strongest(weights: Mapping[str, float], found: Sequence[str]) -> float:
    """Return the evidence of the one word that speaks most strongly for the page."""
    return max((weights.get(each, 0.0) for each in found if each[0] not in " ~"), default=0.0) / sqrt(
        len(found)
    )


def _of_manner(text: str, blocks: Sequence[Block], language: str) -> float:
    """Return the evidence of the article's own manner: one that speaks to its reader sounds like a page throughout."""
    prose = (
        block
        for block in blocks
        if _SENTENCE <= text.count(" ", block.start, block.end) <= MOST_WORDS and is_sentence(text, block)
    )
    odds = [
        _odds(language, found)
        for block in islice(prose, _MOST_PROSE)
        if (found := features(text[block.start : block.end]))
    ]
    if len(odds) < _LEAST_PROSE:
        return 0.0
    usual = _LESS_USUAL.get(language, _USUAL)
    return max(_MOST_AGAINST, min(_MOST_FOR, usual - _median(odds)))


def _median(values: Iterable[float]) -> float:
    """Return the median; the module `statistics` takes longer to import than an article to read."""
    values = sorted(values)
    middle = len(values) // 2
    return (values[middle] + values[~middle]) / 2


def _entries(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of a live blog's entries: the blocks that begin with a time of day, if there are several."""
    found = frozenset(
        index for index, block in enumerate(blocks) if _CLOCK.match(text, block.start, block.end) is not None
    )
    return found if len(found) >= _ENTRIES else frozenset()


def _questions(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of the blocks that are an interviewer's questions: short ones with a longer block behind."""
    asking = [
        index
        for index, (block, answer) in enumerate(pairwise(blocks))
        if text[block.end - 1] in _ASKS
        and (spaces := text.count(" ", block.start, block.end)) <= _LONGEST_QUESTION
        and text.count(" ", answer.start, answer.end) > spaces
    ]
    return frozenset(asking) if len(asking) >= _QUESTIONS else frozenset()


def _of_its_marks(text: str, blocks: Sequence[Block], index: int) -> float:
    """Return the evidence of what begins and ends a block: a speech, a remark in brackets, or a sentence, quotation,
    list or table that follows in the next block.
    """
    end, following = text[blocks[index].end - 1], blocks[index + 1 : index + 2]
    if text.startswith(_DASHES, blocks[index].start) and end in _SENTENCE_ENDS:
        return _TURN
    if end == "]" and text[blocks[index].end - 2] == "." and text[blocks[index].start] == "[":
        return _REMARK
    if end not in _OPEN_ENDS or not following:
        return 0.0
    head = text[following[0].start : following[0].end].lstrip(_MIDWAY)[:1]
    if head.islower() or (end == ":" and following[0].place in ("table", "quote")):
        return _GOES_ON
    if end == ":" and _SECOND_SENTENCE.search(text, blocks[index].start, blocks[index].end):
        return _OPENS
    return _ANNOUNCES if end == ":" and following[0].place == "list" else 0.0


def _is_in_a_row(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a line ends in brackets, as those before and after it do, or is divided as most lines around it are."""
    around = blocks[max(0, index - 1) : index + 2]
    if text.count(";", blocks[index].start, blocks[index].end) >= _SEMICOLONS:
        return True
    if len(around) > 2 and all(text[each.end - 1] == ")" for each in around):
        return True
    if not _DASHED.search(text, blocks[index].start, blocks[index].end):
        return False
    near = blocks[max(0, index - _DASHES_NEAR) : index + _DASHES_NEAR + 1]
    dashed = sum(
        text.count(" ", each.start, each.end) <= _SHORT
        and _DASHED.search(text, each.start, each.end) is not None
        for each in near
    )
    return dashed > _DASHES_NEAR


def _of_layout(text: str, blocks: Sequence[Block], index: int, own: Sequence[float]) -> float:
    """Return the evidence of lines like it: the verses of a poem around it, the titles of sections elsewhere."""
    if _is_verse(text, blocks, index, own):
        return _VERSE
    if (
        text.startswith(_INDENT, text.rfind("\n", 0, blocks[index].start) + 1)
        and blocks[index].place == "body"
    ):
        return _INDENTED
    if not _may_be_title(text, blocks, index):
        return 0.0
    following = blocks[index + 1]
    if len(_FIGURE.findall(text, following.start, following.end)) > _FIGURES:
        return _OF_TABLE
    others = (
        each
        for each in range(1, len(blocks))
        if each != index and own[each] < _LIKELY and _may_be_title(text, blocks, each)
    )
    return _TITLE if len([*islice(others, _TITLES)]) == _TITLES else 0.0


def _is_verse(text: str, blocks: Sequence[Block], index: int, own: Sequence[float]) -> bool:
    def is_next(first: int) -> bool:
        between = text[blocks[first].end : blocks[first + 1].start]
        return between.count("\n") <= 1 and all(
            text.count(" ", each.start, each.end) <= _MOST_IN_VERSE and each.place == "body"
            for each in blocks[first : first + 2]
        )

    first = last = index
    while first > 0 and is_next(first - 1):
        first -= 1
    while last < len(blocks) - 1 and is_next(last):
        last += 1
    plain = sum(odds < _COMPANY for odds in own[first : last + 1])
    return last - first + 1 >= _LEAST_VERSES and plain >= 0.6 * (last - first + 1)


def _may_be_title(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a short line in letters alone stands between a block and a longer one, with blank lines around it."""
    if not 0 < index < len(blocks) - 1 or blocks[index].place != "body":
        return False
    before, block, after = blocks[index - 1 : index + 2]
    line = text[block.start : block.end]
    return (
        line.count(" ") <= _MOST_IN_TITLE
        and line[:1].isupper()
        and not line.isupper()
        and line.replace(" ", "").replace(",", "").replace("-", "").isalpha()
        and text.count("\n", before.end, block.start) > 1
        and text.count("\n", block.end, after.start) > 1
    )


def _is_of_letters(found: Sequence[str], common: frozenset[str]) -> bool:
    """Whether a line has two letters that stand for themselves, not small words."""
    return sum(len(each) == 1 and each.isalpha() and each not in common for each in found) > 1


def _is_announced(text: str, blocks: Sequence[Block], index: int, own: Sequence[float]) -> bool:
    """Whether the article's own sentence, which ends in a colon, stands before a line, or before its list."""
    before = index - 1
    if blocks[index].place == "list":
        while before >= 0 and blocks[before].place == "list":
            before -= 1
    return (
        before >= 0
        and text[blocks[before].end - 1] == ":"
        and own[before] < 0
        and text.count(" ", blocks[before].start, blocks[before].end)
        >= (_LEAST_BEFORE_LIST if blocks[index].place == "list" else _LEAST_BEFORE_LINE)
    )


def _of_place(index: int, own: list[float], blocks: Sequence[Block]) -> float:
    """Return the evidence of a block's place in the document."""
    around = own[max(0, index - 1) : index] + own[index + 1 : index + 2]
    return (
        _BY_PLACE.get(blocks[index].place, 0.0)
        + (_NEIGHBOUR if any(odds >= _COMPANY for odds in around) else 0.0)
        + (_AT_THE_END if index >= len(blocks) - _END else 0.0)
        + (_FIRST if index == 0 else _IN_THE_HEAD if _is_in_head(index, blocks) else 0.0)
    )


def _is_in_head(index: int, blocks: Sequence[Block]) -> bool:
    return index < min(_HEAD, len(blocks) // 3)


def _of_words(text: str, block: Block, weights: Mapping[str, float], known: set[str]) -> float:
    """Return the evidence of the words that a block shares with the paragraphs of the article."""
    line = text[block.start : block.end]
    shared = {
        word
        for each in _RARE.finditer(line)
        if (word := each.group().lower()) in known and weights.get(word, 0.0) < _STRONG
    }
    return _SHARED * min(2, len(shared)) + (_ONE_WORD if len(line.split()) == 1 else 0.0)


def _words_of_paragraphs(text: str, blocks: Sequence[Block]) -> set[str]:
    """Return the rare words and names of the paragraphs."""
    return set().union(
        *(
            _rare_words(text[block.start : block.end])
            for block in blocks
            if text.count(" ", block.start, block.end) >= _PARAGRAPH and is_sentence(text, block)
        )
    )


@kept_by_text
def _rare_words(paragraph: str) -> frozenset[str]:
    return frozenset(each.group().lower() for each in _RARE.finditer(paragraph))


def _joined(run: Sequence[tuple[int, float]], blocks: Sequence[Block], evidence: tuple[str, ...]) -> PageLine:
    (first, _), (last, _) = run[0], run[-1]
    return PageLine(blocks[first].start, blocks[last].end, max(odds for _, odds in run), evidence)


def _telling_words(
    run: Sequence[tuple[int, float]], found: Sequence[Sequence[str]], spoken: Sequence[str]
) -> tuple[str, ...]:
    """Return the words that speak most strongly for the page, without those that every sentence has."""
    words = {
        word: weight
        for index, _ in run
        for word in found[index]
        if word.isalpha()
        and word not in STOP_WORDS.get(spoken[index], frozenset())
        and (weight := table(spoken[index]).get(word, 0.0)) >= _STRONG
    }
    return tuple(sorted(words, key=lambda word: -words[word])[:_SHOWN])
