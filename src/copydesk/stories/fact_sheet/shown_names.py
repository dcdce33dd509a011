"""Shown names: the names in an article's title, description, captions …, each of which is a text of its own.

A title often has a surname alone, and every word of it may have a capital. So there, a word counts as a name if the
article or a source calls somebody by it, or if it is nearly such a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.analysis.names.lexicon import is_word, knows_words_of, nouns_have_capitals
from copydesk.analysis.names.spelling.scanning import length_of_same_start
from copydesk.analysis.names.spelling.slips import DOUBLED, FAINT, MARKS_DIFFER, SOUND_ALIKE, SWAPPED, slip
from copydesk.analysis.names.variants.name_variants import Pairs
from copydesk.findings import Outcome, Span, is_inside
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.compare_names import (
    NAME,
    POSSESSIVE,
    lower_words,
    tokens_of_people,
    words_of,
)
from copydesk.stories.fact_sheet.entries import FactEntry, FactKind, SourcePlace
from copydesk.stories.fact_sheet.name_entries import differing_name, found_name
from copydesk.stories.fact_sheet.other_names import every_other_name, other_names, taken_stretches
from copydesk.stories.fact_sheet.stretches import merged
from copydesk.stories.source_spelling import RespelledName, is_allowed
from copydesk.stories.story import Story

_SHORTEST = 4
_PLAIN = frozenset((DOUBLED, MARKS_DIFFER, SOUND_ALIKE, SWAPPED))
"""The slips that make a name of a word of which nobody can tell that it is no plain one."""


class ShownNames:
    """The names in texts above an article.

    Args:
        story: the texts, read as one article, and the sources.
        body: the article itself.
        texts: where each text lies, in order.
        respelled: the names that the sources spell otherwise, as the rule for names finds them.
        prefer: spellings of the project's roster, which count more than a source's.
        two_people: pairs of names that only look alike.
    """

    def __init__(
        self,
        story: Story,
        body: Article,
        texts: Sequence[Span],
        respelled: Sequence[RespelledName],
        prefer: Sequence[str] = (),
        two_people: Pairs = (),
    ) -> None:
        self._story, self._body, self._texts, self._respelled = story, body, texts, respelled
        self._prefer, self._two_people = prefer, two_people
        self._article: Article = story.members[0].facts
        self._called = frozenset(tokens_of_people(body))
        self._lower = frozenset[str]().union(*(lower_words(each) for each in self._everything()))

    def entries(self) -> Iterator[FactEntry]:
        """Yield the names, each where it stands first in its text."""
        article = self._article
        mentions = sorted((Span(*at), name.name) for name in article.names for at in name.mentions)
        others = [(place, article.text[slice(*place)]) for place in every_other_name(article)]
        taken = taken_stretches(article)
        for text in self._texts:
            found = [*self._of(text, mentions), *self._of(text, others)]
            yield from found
            yield from self._single_words(text, merged([*found, *taken]))

    def _everything(self) -> Iterator[Article]:
        yield from (self._article, self._body)
        yield from (source.facts for source in self._story.sources)

    def _of(self, text: Span, names: Sequence[tuple[Span, str]]) -> Iterator[FactEntry]:
        """Yield the entries of names in one text."""
        seen = set[tuple[str, bool]]()
        for place, name in names:
            if not text.start <= place.start < text.end:
                continue
            differing = [
                each
                for each in self._respelled
                if any(place.start <= at.start and at.end <= place.end for at in each.places)
            ]
            key = (name, bool(differing))
            if key in seen:
                continue
            seen.add(key)
            if differing:
                yield differing_name(place, differing)
            else:
                word = " ".join(name.replace("\0", "").split())
                single = self._entry(word, place, opens=False) if self._may_be_name(word) else None
                yield single or found_name(self._story, place, word)

    def _single_words(self, text: Span, taken: Sequence[Span]) -> Iterator[FactEntry]:
        """Yield the words that stand in no whole name, by which somebody is called, or nearly."""
        seen = set[str]()
        for number, match in enumerate(NAME.finditer(self._article.text, *text)):
            word = POSSESSIVE.sub("", match.group())
            spelling = word.replace("\0", "")
            if is_inside(taken, match.start()) or spelling in seen or not self._may_be_name(spelling):
                continue
            place = Span(match.start(), match.start() + len(word))
            if entry := self._entry(spelling, place, opens=not number):
                seen.add(spelling)
                yield entry

    def _may_be_name(self, word: str) -> bool:
        return (
            len(word) >= _SHORTEST
            and word[0].isupper()
            and not word.isupper()
            and " " not in word
            and word.lower() not in self._lower
            and not is_word(word.lower())
        )

    def _entry(self, word: str, place: Span, *, opens: bool) -> FactEntry | None:
        sources = self._story.sources
        is_own = word in self._called or word in tokens_of_people(self._article)
        if any(word in words_of(source.facts) for source in sources):
            is_name = is_own or any(word in _words_of_names(source.facts) for source in sources)
            return found_name(self._story, place, word) if is_name else None
        for each in self._respelled:  # it stands in a whole name as well
            if each.difference.ours == word:
                return differing_name(place, [each])
        if word not in self._called and not self._story.in_another_language:
            for source in sources:
                for other, at in _words_of_names(source.facts).items():
                    if self._is_misspelt(word, other, opens=opens):
                        how = f"“{word}” is “{other}” in the source"
                        there = (SourcePlace(source.path, *at),)
                        return FactEntry(FactKind.NAME, *place, Outcome.DIFFERS, how, places=there)
        return found_name(self._story, place, word) if is_own else None

    def _is_misspelt(self, word: str, other: str, *, opens: bool) -> bool:
        """Tell whether a word is a name in the source with a mistake, and no plain word and no other form of it."""
        if abs(len(word) - len(other)) > len(other) // 3:
            return False
        language = self._article.language
        kind = slip(other, word) or slip(word, other)
        if kind is None or kind in FAINT or is_allowed(word, other, self._prefer, self._two_people):
            return False
        if abs(len(word) - len(other)) > 1 and kind != SOUND_ALIKE:
            return False  # Catholicism, Catholics
        if knows_words_of(language):
            return word.removesuffix("s") != other.removesuffix("s")
        is_at_end = length_of_same_start(word, other) >= min(len(word), len(other)) - 1
        if is_at_end and (len(word) != len(other) or kind != SOUND_ALIKE):
            return False  # another case, or a plural
        return kind in _PLAIN or not (opens or nouns_have_capitals(language))


@once
def _words_of_names(article: Article) -> dict[str, Span]:
    """Return the words in the names of an article that are no plain words, and where each stands first."""
    words: dict[str, Span] = dict(tokens_of_people(article))
    mentions = (Span(*at) for name in article.names for at in name.mentions)
    for place in sorted([*mentions, *other_names(article)]):
        for match in NAME.finditer(article.text, *place):
            spelling = POSSESSIVE.sub("", match.group())
            if spelling[0].isupper():
                at = Span(match.start(), match.start() + len(spelling))
                words.setdefault(spelling.replace("\0", ""), at)
    plain = lower_words(article)
    return {
        word: at
        for word, at in words.items()
        if len(word) >= _SHORTEST and word.lower() not in plain and not is_word(word.lower())
    }
