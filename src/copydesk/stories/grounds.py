"""Grounds: why two articles are taken for copies of one story, in words that end a finding of comparing them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from copydesk.analysis.language.words import find_words
from copydesk.findings import Flag
from copydesk.stories.article import Article, once
from copydesk.stories.story import Member, Story
from copydesk.support.plurals import count

_ONE_PERCENT = 0.005
"""What rounds to less than one percent."""

_RUN = 5
"""So many words in a row seldom meet by chance."""


def grounds(story: Story, flag: Flag) -> str:
    """Say why the article of a flag is held to those that the flag names; empty if it has declared them as sources."""
    if story.sources:
        return ""
    ours = next((member for member in story.members if member.path == flag.path), None)
    others = _others(story, flag)
    if ours is None or not others:
        return ""
    declared = ours.facts.story
    if declared and all(other.facts.story == declared for other in others):
        return (
            f"both have the key “story: {declared}”" if len(others) == 1 else f"all have “story: {declared}”"
        )
    shares = sorted(shared_wording(ours.facts, other.facts) for other in others)
    share = wording_share(shares[0], shares[-1])
    quoted = len(_quoted(ours.facts) & _quoted(others[0].facts)) if len(others) == 1 else 0
    if quoted:
        share = f"{share} and {count(quoted, 'quotation')}" if shares[0] else count(quoted, "quotation")
    name = name_among(story, others[0].path)
    if len(others) == 1 and name not in flag.message:
        return f"this text shares {share} with {name}"
    return f"the {'two texts' if len(others) == 1 else 'texts'} share {share}"


def wording_share(least: float, most: float | None = None) -> str:
    """Return in words how much of their wording texts share, from the `least` to the `most`."""
    if least and (most or least) < _ONE_PERCENT:
        return "less than 1% of the wording"
    low, high = f"{least:.0%}", f"{least if most is None else most:.0%}"
    return f"{low if low == high else f'{low} to {high}'} of the wording"


def shared_wording(one: Article, other: Article) -> float:
    """Return the share of the shorter article's wording, counted in runs of five words, that the other has too."""
    ours, theirs = _runs(one), _runs(other)
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def name_among(story: Story, path: str) -> str:
    """Return the name of a file of a story; with its folder where another file of the story has the same name."""
    name = path.rpartition("/")[2]
    namesakes = [each.path for each in story.members if each.path != path and _has_name(each.path, name)]
    if not namesakes:
        return name
    longer = "/".join(path.split("/")[-2:])
    return path if any(_has_name(each, longer) for each in namesakes) else longer


def _has_name(path: str, name: str) -> bool:
    return path == name or path.endswith(f"/{name}")


def _others(story: Story, flag: Flag) -> list[Member]:
    """Return the other copies that a flag names; if it names none, the nearest."""
    named = {related.path for related in flag.related} - {"", flag.path}
    others = [member for member in story.members if member.path in named]
    if others:
        return others
    index = next((place for place, member in enumerate(story.members) if member.path == flag.path), -1)
    return [story.members[other] for other in story.nearest.get(index, ())][:1]


@once
def _runs(article: Article) -> frozenset[tuple[str, ...]]:
    """Return the runs of words inside the sentences of an article, in lower case."""
    return frozenset(run for start, end in article.sentences for run in _in(article.text[start:end]))


@once
def _quoted(article: Article) -> frozenset[tuple[str, ...]]:
    """Return the quotations of more than five words, in lower case."""
    spans = (each.quotation for each in article.attributions)
    return frozenset(
        words for start, end, *_ in spans if len(words := _words(article.text[start:end])) > _RUN
    )


def _in(sentence: str) -> Iterable[tuple[str, ...]]:
    words = _words(sentence)
    return zip(*(islice(words, first, None) for first in range(_RUN)), strict=False)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text[start:end].lower() for start, end in find_words(text))
