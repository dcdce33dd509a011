"""damage/repeated-paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from copydesk.analysis.damage.breaks.parallel_sections import Headings, letters_of
from copydesk.analysis.damage.breaks.refrains import is_litany, tells_of_the_next
from copydesk.analysis.damage.breaks.said_twice import find_said_twice
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import words
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import Count, rule
from copydesk.support.patterns import compile_later

_PULLED = ("pull", "aside", "excerpt", "summary", "standfirst", "caption", "highlight", "callout", "tweet")
_CODE = compile_later(r"`|<(?:code|tt|kbd|samp|var)\b", re.IGNORECASE)
_BEGINNING = 60
_NEAR = 50_000
"""How far around a paragraph that stands twice in a row, in code points, a third place is looked for."""
_SHORTEST_IN_A_ROW = 40
_SHORTEST_IN_A_PARAGRAPH = 28
"""So many letters and digits has a sentence that stands twice in one paragraph, with others between."""
_FIGURE = compile_later(r"\d")
_SHORTEST_WITH_FIGURE = 12
"""Code points of a sentence with a figure that stands twice in a row: nobody says a price twice for effect."""
_SHORTEST_SENTENCE = 30
"""Code points of a paragraph and of a sentence that stands twice in a row: shorter ones may be meant ("He came. He came.")."""


@rule(places=("body",))
def repeated_paragraph(doc: Document, *, min_length: Count = 80) -> Iterator[Flag]:
    """A paragraph, or a long sentence, stands in the article twice.

    Pages repeat their first paragraph as a teaser, and pasting does the rest. Headings, captions, block quotations,
    what a colon leads up to, and what somebody is quoted as saying may repeat what the text says; so may a manual: its
    entries, each under a heading of its own, its instructions with code in them, and what leads up to its lists.
    `min_length` is in letters and digits.

    Bad: The harbour board will meet again next Tuesday in order to settle the question of who pays for the new wall. ¶ Fares rise. ¶ The harbour board will meet again next Tuesday in order to settle the question of who pays for the new wall.
    Good: The harbour board will meet again next Tuesday in order to settle the question of who pays for the new wall.
    Measured: 9 of 9 findings right in 3,065 news articles, 21 of 26 in 791 web articles (python -m bench damage); 22 of 22 in 2,401 news articles never seen, few in manuals.
    """
    led_up_to = {after.start for before, after in pairwise(doc.blocks) if doc.text[before.end - 1] == ":"}
    repeated: set[int] = set()
    yield from _paragraphs(doc, min_length, led_up_to, repeated)
    yield from _paragraphs_in_a_row(doc, repeated)
    told: set[int] = set()
    yield from _sentences(doc, min_length, led_up_to, repeated, told)
    yield from _sentences_in_a_row(doc, min(min_length, _SHORTEST_SENTENCE), repeated, told)
    yield from _pairs(doc, min_length, led_up_to, repeated, told)
    yield from _sentences(doc, min_length, led_up_to, repeated, told, in_two=True)
    yield from _said_twice(doc, repeated, told)


def _paragraphs(
    doc: Document, min_length: int, led_up_to: Container[int], repeated: set[int]
) -> Iterator[Flag]:
    """Paragraphs that stand twice; where their blocks start is added to `repeated`, those of a manual's refrains as well."""
    paragraphs = [
        Span(block.start, block.end)
        for block in doc.blocks
        if block.end - block.start >= min_length
        and _counts(block.place, block.hints)
        and block.start not in led_up_to
    ]
    for span, first in _repeated(doc, paragraphs, min_length):
        repeated.add(span.start)
        if _is_instruction(doc, span) or _is_refrain(doc, span, first) or is_litany(doc.text, span):
            continue
        yield _flag(span, first, "the paragraph stands in the text already")


def _paragraphs_in_a_row(doc: Document, repeated: set[int]) -> Iterator[Flag]:
    """Paragraphs, however short, right behind themselves; where their blocks start is added to `repeated`."""
    for before, again in pairwise(doc.blocks):
        first, span = Span(before.start, before.end), Span(again.start, again.end)
        if (
            again.start not in repeated
            and _counts(again.place, again.hints)
            and _is_said_again(doc, first, span)
        ):
            repeated.add(again.start)
            yield _flag(span, first, "the same paragraph stands right before")


def _sentences(
    doc: Document,
    min_length: int,
    led_up_to: Container[int],
    repeated: Container[int],
    told: set[int],
    *,
    in_two: bool = False,
) -> Iterator[Flag]:
    """Long sentences that stand twice, outside of repeated paragraphs; where they start is added to `told`.

    Or, `in_two`, the shorter ones that stand in two paragraphs.
    """
    shortest = min(min_length, _SHORTEST_IN_A_PARAGRAPH)
    sentences = [sentence for sentence in doc.sentences if sentence.end - sentence.start >= shortest]
    for span, first in _repeated(doc, sentences, shortest):
        block, first_block = doc.block_at(span.start), doc.block_at(first.start)
        is_short = len(letters_of(doc.text[span.start : span.end])) < min_length
        in_a_row = not doc.text[first.end : span.start].strip("\0 \n")
        if in_two:
            if span.start in told or in_a_row or block is first_block or not _says_enough(doc, span, first):
                continue
        elif is_short and (block is not first_block or in_a_row):
            continue  # what stands in a row is looked for below
        if block is None or first_block is None or block.start in repeated or block.start in led_up_to:
            continue
        if not (_counts(block.place, block.hints) and _counts(first_block.place, first_block.hints)):
            continue
        if _is_refrain(doc, span, first) or _has_code(doc, span) or is_litany(doc.text, span):
            continue
        if tells_of_the_next(doc.text, block.start, span.start, doc.language):
            continue
        if not doc.is_quoted(span.start) and not doc.is_quoted(first.start):
            told.add(span.start)
            yield _flag(span, first, "the sentence stands in the text already")


def _says_enough(doc: Document, span: Span, first: Span) -> bool:
    """Tell whether a short sentence of two paragraphs says enough, in an article, to be there twice by mistake only.

    The first sentences of an article may be its summary, and what the same words open or follow is a form.
    """
    text = doc.text[span.start : span.end]
    if doc.is_own or len(doc.sentences) > _MOST_SENTENCES or first.start < _end_of_head(doc):
        return False
    if len(letters_of(text)) < _SHORTEST_OF_TWO or not text.rstrip("\0 ").endswith((".", "!")):
        return False
    if not text[:1].isupper() or not _QUOTES.isdisjoint(text):
        return False
    small = STOP_WORDS.get(doc.language or "")
    if not small:
        return False
    return len({word for word in words(text, 0, len(text)) if len(word) > 2} - small) >= _WEIGHTY


_SHORTEST_OF_TWO, _WEIGHTY = 50, 4


def _sentences_in_a_row(
    doc: Document, shortest: int, repeated: Container[int], told: Container[int]
) -> Iterator[Flag]:
    """Sentences right behind themselves, also over the end of a paragraph, of which nothing has been said yet."""
    for first, span in pairwise(doc.sentences):
        words = doc.text[span.start : span.end]
        if span.start in told or len(words) < (_SHORTEST_WITH_FIGURE if _FIGURE.search(words) else shortest):
            continue
        if doc.text[first.start : first.end] != words:
            continue
        block, first_block = doc.block_at(span.start), doc.block_at(first.start)
        if block is None or first_block is None or block.start in repeated:
            continue
        if first_block is not block:
            if not _counts(first_block.place, first_block.hints):
                continue
            if len(doc.text[block.start : block.end].strip()) <= span.end - span.start:
                continue  # all of a paragraph: a line that is set apart on purpose
        if _is_announced(doc, first):
            continue
        if _counts(block.place, block.hints) and not doc.is_quoted(span.start):
            yield _flag(span, first, "the same sentence stands right before")


def _is_announced(doc: Document, first: Span) -> bool:
    """Tell whether the sentence before one that is said twice has a word for saying it so: asked us to say so twice."""
    words = language_data(doc.language).twice_words
    before = doc.sentence_at(max(0, first.start - _GAP))
    if not words or before.end > first.start:
        return False
    return not words.isdisjoint(_LETTERS.findall(doc.text[before.start : before.end].lower()))


_GAP = 2
_LETTERS = compile_later(r"[^\W\d_]+")


def _pairs(
    doc: Document, min_length: int, led_up_to: Container[int], repeated: Container[int], told: set[int]
) -> Iterator[Flag]:
    """Find two sentences that stand together in two paragraphs, each of which is too short to be looked for alone."""
    places: dict[str, list[Span]] = {}
    for one, two in pairwise(doc.sentences):
        if two.start - one.end > _TOGETHER or two.end - one.start < min_length:
            continue
        places.setdefault(doc.text[one.start : two.end], []).append(Span(one.start, two.end))
    for text, spans in places.items():
        if len(spans) != _TWICE or len(letters_of(text)) < min_length:
            continue
        first, span = spans
        blocks = doc.block_at(first.start), doc.block_at(span.start)
        if blocks[0] is None or blocks[1] is None or blocks[0] is blocks[1]:
            continue
        if first.end > blocks[0].end or span.end > blocks[1].end:
            continue  # of two paragraphs
        if any(span.start <= at < span.end for at in told) or blocks[1].start in repeated:
            continue
        if blocks[1].start in led_up_to or not all(
            _counts(block.place, block.hints) for block in blocks if block
        ):
            continue
        if _is_refrain(doc, span, first) or _has_code(doc, span) or looks_like_code(doc.text, *span):
            continue
        if not doc.is_quoted(span.start) and not doc.is_quoted(first.start):
            told.update(each.start for each in doc.sentences if span.start <= each.start < span.end)
            yield _flag(span, first, "the same sentences stand in the text already")


_TOGETHER, _TWICE = 2, 2


def _said_twice(doc: Document, repeated: Container[int], told: Container[int]) -> Iterator[Flag]:
    """Sentences with the words of another one in another order, and clauses that stand in two sentences word for word."""
    if doc.is_own or len(doc.sentences) > _MOST_SENTENCES:
        return  # an author of his own pages may say the same of each thing
    head = _end_of_head(doc)
    sentences = [
        sentence
        for sentence in doc.sentences
        if sentence.start >= head
        and _QUOTES.isdisjoint(doc.text[sentence.start : sentence.end])
        and doc.text[sentence.start : sentence.end].rstrip(" \0\n)*_").endswith((".", "!", "…"))
        and (block := doc.block_at(sentence.start)) is not None
        and _counts(block.place, block.hints)
        and not doc.is_quoted(sentence.start)
        and not _has_code(doc, sentence)
        and not looks_like_code(doc.text, *sentence)
    ]
    for span, first in find_said_twice(doc.text, sentences, doc.language):
        block = doc.block_at(span.start)
        whole = doc.sentence_at(span.start)
        if block is None or block.start in repeated or whole.start in told or _is_refrain(doc, span, first):
            continue
        is_whole = whole.start == span.start and whole.end - span.end <= _END_OF_SENTENCE
        if is_whole and doc.text[first.start : first.end] == doc.text[span.start : span.end]:
            continue  # the same sentence, which is looked for above
        yield _flag(span, first, "the text has said this already, in the same words")


def _end_of_head(doc: Document) -> int:
    """Return where the first block ends that may be a headline or a summary: one sentence, which the text says again."""
    if len(doc.blocks) < 2:
        return 0
    first = doc.blocks[0]
    told = sum(first.start <= sentence.start < first.end for sentence in doc.sentences[:2])
    return doc.blocks[1].start if told < 2 else 0


_QUOTES = frozenset('"“”„«»')
_END_OF_SENTENCE = 2
"""The code points of what ends a sentence."""
_MOST_SENTENCES = 400
"""An article with more is a book or a list, in which things are said again."""


def _flag(span: Span, first: Span, message: str) -> Flag:
    return Flag(*span, message, (), (Related(*first, "here for the first time"),))


def _is_refrain(doc: Document, second: Span, first: Span) -> bool:
    return doc.once(_headings).are_siblings(first.start, second.start)


def _headings(doc: Document) -> Headings:
    return Headings(doc.source, doc.blocks)


def _is_instruction(doc: Document, span: Span) -> bool:
    """Whether a paragraph is one that manuals repeat on purpose: with code in it, or leading up to a list or to code."""
    return (
        looks_like_code(doc.text, *span)
        or _has_code(doc, span)
        or doc.text[span.start : span.end].rstrip("\0 ").endswith(":")
    )


def _has_code(doc: Document, span: Span) -> bool:
    return _CODE.search(doc.source, *span) is not None


def _is_said_again(doc: Document, before: Span, span: Span) -> bool:
    """Tell whether a paragraph, however short, is the one before it once more, and has a sentence to say."""
    text = doc.text[span.start : span.end]
    return (
        len(text) >= _SHORTEST_IN_A_ROW
        and text == doc.text[before.start : before.end]
        and doc.once(_paragraph_counts)[text] == 2  # more is a form
        and doc.text.count(text, max(0, before.start - _NEAR), span.end + _NEAR) == 2
        and text.rstrip('\0 ”"’)').endswith((".", "!", "?"))
        and not looks_like_code(doc.text, *span)
    )


def _paragraph_counts(doc: Document) -> Counter[str]:
    """How often each paragraph stands in the text, which is quickly asked of a form with thousands of them."""
    return Counter(doc.text[block.start : block.end] for block in doc.blocks)


def _counts(place: str, hints: tuple[str, ...]) -> bool:
    """Tell whether what a block of this place says should be said once."""
    return place == "body" and not any(word in hint for hint in hints for word in _PULLED)


@lru_cache(1024)
def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _repeated(doc: Document, spans: Iterable[Span], min_length: int) -> Iterator[tuple[Span, Span]]:
    """The spans that say what one before them said, and that one.

    What stands there more than twice is a form, such as the plan of every week. Beginnings are compared first.
    """
    beginnings: dict[str, list[Span]] = {}
    for span in spans:
        beginning = _without_spaces(doc.text[span.start : min(span.end, span.start + _BEGINNING)])
        beginnings.setdefault(beginning, []).append(span)
    for group in beginnings.values():
        if len(group) > 1:
            alike: dict[str, list[Span]] = {}
            for span in group:
                alike.setdefault(letters_of(doc.text[span.start : span.end]), []).append(span)
            for key, same in alike.items():
                if len(same) == 2 and len(key) >= min_length:
                    yield same[1], same[0]
