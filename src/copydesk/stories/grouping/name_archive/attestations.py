"""Attestations: in how many articles each name of an archive stands, by language, and which is the only one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from copydesk.stories.grouping.name_archive.name_facts import NameFacts


class KeptName(NamedTuple):
    """A name as an index of the archive keeps it.

    Attributes:
        name: a spelling.
        language: the two-letter code of the articles' language; empty if nobody can tell it.
        articles: in how many articles it stands.
        since: the earliest date of these (ISO 8601); empty if none says its date.
        article: what the index calls the article if it is the only one (see `article_digest`), else empty.
    """

    name: str
    language: str
    articles: int
    since: str
    article: str


def article_digest(article: str) -> str:
    """Return what an index calls an article: 16 hexadecimal digits, made of its name in the project."""
    return sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def commonest(languages: Mapping[str, int]) -> str:
    """Return the language of most articles; of two that have as many, the first by the alphabet; empty if none has."""
    return min(filter(None, languages), key=lambda code: (-languages[code], code), default="")


class Attestations:
    """The names of an archive.

    An article whose language nobody can tell counts as written in the commonest language of the archive.

    Args:
        articles: the names of each article that is at hand.
        kept: the names of an index, which may have counted the same articles.
    """

    def __init__(self, articles: Iterable[NameFacts], kept: Iterable[KeptName] = ()) -> None:
        articles, kept = tuple(articles), tuple(kept)
        languages = Counter(each.language for each in articles if each.language)
        languages.update(each.language for each in kept if each.language)
        self._commonest = commonest(languages)
        self._counts: dict[str, dict[str, int]] = {}
        only: dict[tuple[str, str], str] = {}
        for facts in articles:
            language = self.language_of(facts.language)
            counts = self._counts.setdefault(language, {})
            for name in facts.spellings:
                counts[name] = counts.get(name, 0) + 1
                if kept:
                    only[language, name] = article_digest(facts.article)
        for each in kept:
            language = self.language_of(each.language)
            counts = self._counts.setdefault(language, {})
            here = counts.get(each.name, 0)
            is_another = here == each.articles == 1 and only[language, each.name] != each.article
            counts[each.name] = 2 if is_another else max(here, each.articles)

    def language_of(self, code: str) -> str:
        """Return the language that articles of this language, which may be empty, are counted under."""
        return code or self._commonest

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Return in how many articles each name stands, by language and name."""
        return self._counts
