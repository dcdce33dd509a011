"""names/name-differs-from-archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from copydesk.findings import Flag
from copydesk.rules import Count, rule
from copydesk.stories.grouping.name_archive.held_names import NamedArticle, flags_of_name, lone_names
from copydesk.stories.grouping.name_archive.name_facts import gather_names
from copydesk.stories.story import Member


class _Archive(Protocol):
    @property
    def members(self) -> Sequence[Member]: ...
    @property
    def sources(self) -> Sequence[Member]: ...


@rule(scope="run", gather=gather_names)
def name_differs_from_archive(
    archive: _Archive,
    *,
    least: Count = 2,
    prefer: tuple[str, ...] = (),
    two_people: tuple[tuple[str, str], ...] = (),
) -> Iterator[Flag]:
    """One article spells a person's name as no other does, and others spell it nearly so.

    Many wrong names stand in the article in one spelling only, the wrong one; other articles have the right one. The
    articles of a run are compared with one another. A single article, too, is compared with the archive if an index keeps
    its names: `copydesk names --write-index` writes one, and `index` in the section `names` of the configuration names it.
    A full name is flagged if only one article has it, while at least `least` others have one of which a single word
    differs, and as little as in `name-variant`. The other articles may be the wrong ones: nothing is suggested unless more
    than two have the other spelling, and nothing is changed unless somebody asks for it with --suggested.

    Silent for short forms (Bill, William), cases and genitives, for a surname that others in the archive have, for accents
    that only this article has, and for names that are no person's. A given name that many people have is flagged only if
    the two sound alike or nobody else has the surname. Articles in other languages do not count. `prefer` and `two_people`
    come from the section `names` of the configuration.

    Measured: 9 names in 2,020 files of ten content repositories, all read: 8 were wrong, and one nobody would mend; of 20 names in 3,065 news articles, taken as two archives, 19 were slips (python -m bench archive).
    """
    articles = [NamedArticle(member.path, member.facts) for member in archive.members]
    kept = tuple(chain.from_iterable(source.facts for source in archive.sources))
    for lone in lone_names(articles, kept, least):
        yield from flags_of_name(lone, prefer, two_people)
