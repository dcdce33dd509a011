"""Names: find names of people that two documents of one story spell differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.analysis.names.lexicon import PARTICLES
from copydesk.analysis.names.spelling.slips import (
    MARKS_DIFFER,
    are_transliterations,
    differ_in_marks,
    fold,
    slip,
)
from copydesk.findings import Span
from copydesk.stories.article import Article, once
from copydesk.stories.comparing.alignment import compare_sentences
from copydesk.stories.comparing.differences import Clash, Difference, VariantReading
from copydesk.stories.story import Member, Story
from copydesk.support.patterns import compile_later

NAME = compile_later(r"[^\W\d_][^\W\d_]*(?:[-‐‑'’\0][^\W\d_]+)*")
"""A word as it may stand in a name."""

POSSESSIVE = compile_later(r"['’]s$")
_MOST_NAMESAKES = 100
"""With so many people of one first name or surname in another article somebody is compared: more are a register."""
_SHORTEST = 3
_TWO = 2


class _Token(NamedTuple):
    """One word of a person's name: its spelling, and the place where it stands first."""

    spelling: str
    place: Span


class _Person(NamedTuple):
    full: tuple[str, ...]
    tokens: tuple[_Token, ...]


def compare_names(story: Story) -> list[Difference]:
    """Return every name of a member that its witnesses spell differently, in aligned sentences or in the same
    person's name.
    """
    found = []
    slots = _slots(story)
    for member, witnesses in story.witnesses():
        theirs: dict[str, dict[str, list[tuple[Member, int, int]]]] = {}
        tokens: dict[str, _Token] = {}
        for witness in witnesses:
            pairs = [
                *_pairs(member.facts, witness.facts, transliterated=bool(story.sources)),
                *slots.get((member.path, witness.path), ()),
            ]
            if story.sources:
                pairs += changed_particles(member.facts, witness.facts)
            for our, their in pairs:
                if not story.sources and slip(their.spelling, our.spelling) == MARKS_DIFFER:
                    continue  # a copy without any accents says nothing about this one
                key = our.spelling.casefold()
                tokens.setdefault(key, our)
                readings = theirs.setdefault(key, {}).setdefault(their.spelling, [])
                if not any(place[0] is witness for place in readings):
                    readings.append((witness, *their.place))
        for key, by_text in theirs.items():
            token = tokens[key]
            agreeing = sum(token.spelling in words_of(witness.facts) for witness in witnesses)
            most = max(map(len, by_text.values()))
            if agreeing and (story.sources or agreeing + 1 > most):
                continue
            ordered = sorted(by_text, key=lambda text: (-len(by_text[text]), text))
            readings_of = tuple(VariantReading(text, tuple(by_text[text])) for text in ordered)
            found.append(Difference(member, *token.place, readings_of))
    return found


def is_respelled(ours: Article, theirs: Article, clash: Clash) -> bool:
    """Tell whether a clash is only a name in two spellings, as two newspapers may transliterate it."""
    own, foreign = _tokens(ours, clash.start, clash.end), _tokens(theirs, clash.their_start, clash.their_end)
    if len(own) != 1 or len(foreign) != 1:
        return False
    one, other = own[0].spelling, foreign[0].spelling
    return (
        _are_names(ours, theirs, one, other)
        and clash.start <= own[0].place.start
        and own[0].place.end >= clash.end - 2
        and are_transliterations(one, other)
    )


@once
def words_of(article: Article) -> frozenset[str]:
    """Return every capitalised word of an article, without possessive endings."""
    return frozenset(
        POSSESSIVE.sub("", word).replace("\0", "") for word in NAME.findall(article.text) if word[0].isupper()
    )


@once
def lower_words(article: Article) -> frozenset[str]:
    """Return every word that an article has in lower case."""
    return frozenset(word for word in NAME.findall(article.text) if word.islower())


@once
def _people(article: Article) -> tuple[_Person, ...]:
    people = []
    for name in article.names:
        if name.kind != "person":
            continue
        tokens: dict[str, Span] = {}
        for start, end in name.mentions:
            for match in NAME.finditer(article.text, start, end):
                spelling = POSSESSIVE.sub("", match.group()).replace("\0", "")
                if len(spelling) >= _SHORTEST and not spelling.islower():
                    tokens.setdefault(
                        spelling, Span(match.start(), match.start() + len(POSSESSIVE.sub("", match.group())))
                    )
        full = [part for part in name.name.split() if len(part) >= _SHORTEST or part.isupper()]
        if len(full) > 1 and len(max(full, key=len)) >= _SHORTEST:
            people.append(_Person(tuple(full), tuple(_Token(*item) for item in tokens.items())))
    return tuple(people)


@once
def tokens_of_people(article: Article) -> dict[str, Span]:
    """Return every word by which an article calls somebody whose full name it has, and where it stands first."""
    return {token.spelling: token.place for person in reversed(_people(article)) for token in person.tokens}


def _pairs(ours: Article, theirs: Article, *, transliterated: bool) -> Iterator[tuple[_Token, _Token]]:
    """Yield spellings of one word in the names of two people who are one person by all other parts of the name.

    `transliterated` says whether the same consonants are enough, as against a source: Ruud, Rudd.
    """
    our_words, their_words = words_of(ours), words_of(theirs)
    by_rest: dict[frozenset[str], list[tuple[str, _Person]]] = {}
    for other in _people(theirs):
        parts = _written_out(other)
        for foreign in sorted(parts - our_words) if len(parts) > 1 else ():
            by_rest.setdefault(parts - {foreign}, []).append((foreign, other))
    for person in _people(ours):
        parts = _written_out(person)
        for own in sorted(parts - their_words):
            shared = parts - {own}
            for foreign, other in by_rest.get(shared, ())[:_MOST_NAMESAKES]:
                sounds_alike = (
                    transliterated and fold(foreign) != fold(own) and are_transliterations(foreign, own)
                )
                if not sounds_alike and not _is_slip(foreign, own):
                    continue
                right = next((token for token in other.tokens if token.spelling == foreign), None)
                for token in person.tokens:
                    near = token.spelling == own or (
                        token.spelling not in their_words and _is_near(foreign, token.spelling)
                    )
                    if right and near and token.spelling not in shared:
                        yield token, right


def changed_particles(ours: Article, theirs: Article) -> Iterator[tuple[_Token, _Token]]:
    """Yield the small words of a surname where they are others in the source: Joost van de Kemp, Joost van der Kemp.

    Where one side has none, the whole names are yielded.
    """
    known, sources = _with_particles(ours), _with_particles(theirs)
    for ends, forms in known.items():
        for small, our in forms.items():
            others = sources.get(ends, {})
            if small in others or len(others) != 1:
                continue
            ((right, their),) = others.items()
            if small and right:
                yield _Token(small, our.small), _Token(right, their.small)
            else:
                yield _Token(our.name, our.whole), _Token(their.name, their.whole)


class _WithParticles(NamedTuple):
    """A full name, its place, and that of the small words in it."""

    name: str
    whole: Span
    small: Span


@once
def _with_particles(article: Article) -> dict[tuple[str, str], dict[str, _WithParticles]]:
    """Return people's names by first name and last word, and by the small words between these, if any."""
    found: dict[tuple[str, str], dict[str, _WithParticles]] = {}
    for name in article.names:
        for start, end in name.mentions if name.kind == "person" else ():
            words = list(NAME.finditer(article.text, start, end))
            inner = words[1:-1]
            if len(words) < _TWO or words[0].group().lower() in PARTICLES:
                continue
            if not all(word.group() in PARTICLES for word in inner):
                continue
            last = POSSESSIVE.sub("", words[-1].group())
            small = " ".join(word.group() for word in inner)
            each = _WithParticles(
                " ".join(filter(None, (words[0].group(), small, last))),
                Span(start, words[-1].start() + len(last)),
                Span(inner[0].start(), inner[-1].end()) if inner else Span(start, start),
            )
            found.setdefault((words[0].group(), last), {}).setdefault(small, each)
    return found


def _written_out(person: _Person) -> frozenset[str]:
    """Return the parts of a name without initials: some newspapers write them, others do not."""
    return frozenset(part for part in person.full if len(part) >= _SHORTEST)


def _is_slip(one: str, other: str) -> bool:
    return slip(one, other) is not None or slip(other, one) is not None


def _is_near(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    first, second = fold(one), fold(other)
    return first[:1] == second[:1] and OSA.distance(first, second) <= max(1, len(first) // 3 + 1)


def _slots(story: Story) -> dict[tuple[str, str], list[tuple[_Token, _Token]]]:
    """Return pairs of spellings at the same place of aligned sentences, by the paths of member and witness."""
    slots: dict[tuple[str, str], list[tuple[_Token, _Token]]] = {}
    for passage in story.once(compare_sentences):
        for counterpart in passage.counterparts:
            for clash in counterpart.clashes:
                for pair in _same_slot(
                    passage.member.facts, counterpart.witness.facts, clash, every_name=bool(story.sources)
                ):
                    slots.setdefault((passage.member.path, counterpart.witness.path), []).append(pair)
    return slots


def _same_slot(
    ours: Article, theirs: Article, clash: Clash, *, every_name: bool
) -> Iterator[tuple[_Token, _Token]]:
    own, foreign = _tokens(ours, clash.start, clash.end), _tokens(theirs, clash.their_start, clash.their_end)
    if len(own) != len(foreign) or len(own) > 4:
        return
    for token, other in zip(own, foreign, strict=True):
        one, two = token.spelling, other.spelling
        if one == two or min(len(one), len(two)) < 4:
            continue
        if (
            one in words_of(theirs)
            or two in words_of(ours)
            or (fold(one) == fold(two) and not differ_in_marks(one, two))
        ):
            continue
        if not _are_names(ours, theirs, one, two):
            continue
        # Between copies only people's names count: newspapers spell those of places and organisations differently.
        is_slip = _is_slip(two, one) or (every_name and are_transliterations(two, one))
        respelled = is_slip and (every_name or _is_named(ours, one) or _is_named(theirs, two))
        if respelled or (every_name and _is_surname(ours, one) and _is_surname(theirs, two)):
            yield token, other


def _are_names(ours: Article, theirs: Article, one: str, other: str) -> bool:
    if not (one[:1].isupper() and other[:1].isupper()):
        return False
    return not {one.lower(), other.lower()} & (lower_words(ours) | lower_words(theirs))


def _tokens(article: Article, start: int, end: int) -> list[_Token]:
    tokens = []
    for match in NAME.finditer(article.text, start, end):
        spelling = POSSESSIVE.sub("", match.group())
        tokens.append(_Token(spelling.replace("\0", ""), Span(match.start(), match.start() + len(spelling))))
    return tokens


def _is_named(article: Article, spelling: str) -> bool:
    """Tell whether a spelling is part of a person's name in this article."""
    return any(token.spelling == spelling for person in _people(article) for token in person.tokens)


def _is_surname(article: Article, spelling: str) -> bool:
    return any(person.full[-1] == spelling for person in _people(article))
