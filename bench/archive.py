"""Names held to an archive: python -m bench archive CORPORA [scale].

CORPORA holds repositories/ (content repositories, .tar.gz), corrections.jsonl.gz (articles as they stood before a
newsroom corrected them) and two sets of news, which are archives too. Printed are the findings of
name-differs-from-archive in each, with the verdicts of bench/judged/archive.tsv (true: one of the two spellings is
wrong, so that an editor would act; harmless; false), and of the corrections of names: for how many the article has the
wrong form only, while other articles have the right one, and how many are found. An article's own versions are not
counted among the others.

With `scale`: time and memory for archives of 1,000, 3,000 and 10,000 articles with invented names; nothing is read.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench._checked_repositories import repositories, unpacked
from bench._corpora import records
from bench._verdicts import verdicts
from copydesk.config.request import RunOptions
from copydesk.document import Document
from copydesk.run.cross_file.named_people import gathering, read_archive
from copydesk.run.session import Session
from copydesk.stories.grouping.name_archive.held_names import LoneName, NamedArticle, lone_names
from copydesk.stories.grouping.name_archive.kept_index import kept_names
from copydesk.stories.grouping.name_archive.name_facts import NameFacts, gather_names

RULE = "name-differs-from-archive"
LEAST = 2
KINDS = ("name", "spelling")
"""The kinds of corrections among which those of names are, if both words begin with a capital."""
NEWS = ("news", "attributions")
SIZES = (1_000, 3_000, 10_000)
_PEOPLE = 12
"""So many people an invented article names."""


def main(arguments: list[str]) -> int:
    """Print all figures."""
    if arguments[1:] == ["scale"]:
        _scale()
        return 0
    corpora = Path(arguments[0])
    judged = verdicts("archive")
    said: Counter[str] = Counter()
    for name, articles in _archives(corpora / "repositories"):
        said.update(_print_findings(name, articles, judged))
    print("repositories:", dict(said))
    for name in NEWS:
        texts = [(each["id"], each["text"]) for each in records(corpora / f"{name}.jsonl.gz")]
        print(f"{name}:", dict(Counter(_print_findings(name, _gathered(texts), judged))))
    _corrections(list(records(corpora / "corrections.jsonl.gz")))
    return 0


def _archives(folder: Path) -> Iterator[tuple[str, list[NameFacts]]]:
    for source in repositories(folder):
        with tempfile.TemporaryDirectory() as scratch:
            name, top = unpacked(source, Path(scratch))
            session = Session(gathering(RunOptions(isolated=True, use_cache=False)))
            articles = read_archive(session, [top]).articles
            yield name, [each._replace(article=_below(each.article, name)) for each in articles]


def _below(article: str, name: str) -> str:
    """Return an article's name in its repository, wherever that was unpacked."""
    return article.rpartition(f"{name}/{name}/")[2] or article


def _gathered(texts: Iterable[tuple[str, str]]) -> list[NameFacts]:
    return [gather_names(Document(text, name)) for name, text in texts]


def _print_findings(
    archive: str, articles: Sequence[NameFacts], judged: dict[tuple[str, str, int], str]
) -> list[str]:
    """Print the findings in one archive, and return the verdict on each."""
    said = []
    for lone in lone_names([NamedArticle(each.article, each) for each in articles], (), LEAST):
        place = f"{archive}/{lone.path}", lone.places[0].start
        verdict = judged.get((RULE, *place), "unjudged")
        said.append(verdict)
        print(f"{verdict:9}{RULE}\t{place[0]}\t{place[1]}\t{_shown(lone)}")
    return said


def _shown(lone: LoneName) -> str:
    return f"{lone.pair.rare} → {lone.pair.often} ({lone.pair.often_articles})"


# --- corrections of names ---


def _corrections(corrected: list[dict[str, str | int]]) -> None:
    """Hold each article with a corrected name to all other articles."""
    versions = {_path(each): str(each["text"]) for each in corrected}
    facts = {path: gather_names(Document(text, path)) for path, text in versions.items()}
    names = [
        each
        for each in corrected
        if each["kind"] in KINDS and all(map(_may_be_name, (each["old"], each["new"])))
    ]
    elsewhere, found = 0, []
    for each in names:
        path, text = _path(each), str(each["text"])
        new, old = (re.compile(rf"\b{re.escape(str(each[key]))}\b") for key in ("new", "old"))
        others = [other for other in versions if other != path]
        if new.search(text) or not any(new.search(versions[other]) for other in others):
            continue
        elsewhere += 1
        article = NamedArticle(path, gather_names(Document(text, path)))
        kept = kept_names(facts[other] for other in others)
        found += [lone for lone in lone_names([article], kept, LEAST) if old.search(lone.pair.rare)]
    print(
        f"corrections of words with a capital: {len(names)}; only other articles have the right form: {elsewhere}"
    )
    print(f"found: {len(found)}: {', '.join(map(_shown, found))}")


def _path(correction: dict[str, str | int]) -> str:
    return str(correction["id"]).partition(":")[2]


def _may_be_name(text: str | int) -> bool:
    return str(text).istitle() and str(text).isalpha()


# --- time and memory ---


def _scale() -> None:
    for size in SIZES:
        articles = [NamedArticle(each.article, each) for each in _invented(size)]
        start = time.process_time()
        found = sum(1 for _ in lone_names(articles, (), LEAST))
        seconds = time.process_time() - start
        tracemalloc.start()
        list(lone_names(articles, (), LEAST))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        each = sum(len(facts.names) + len(facts.places) + 250 for _, facts in articles) // size
        print(
            f"{size:6,} articles: {seconds:.2f} s, {peak / 1e6:.1f} MB while comparing, facts {each} bytes an article,"
            f" {found} findings"
        )


def _invented(size: int) -> Iterator[NameFacts]:
    """Yield articles with people of whom few stand in many articles, and most in one or two, as in an archive."""
    chance = random.Random(4)
    given = [_word(chance, 2) for _ in range(400)]
    people = [f"{chance.choice(given)} {_word(chance, 3)}" for _ in range(size * 5)]
    for number in range(size):
        named = {people[int(len(people) * chance.random() ** 3)] for _ in range(_PEOPLE)}
        places = b"".join(at.to_bytes(4, sys.byteorder) for _ in named for at in (1, 0, 4, 5, 9))
        yield NameFacts(f"articles/{number}.md", "en", "2026-01-01", "\n".join(sorted(named)), places)


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(
        chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(syllables)
    ).capitalize() + chance.choice(["", "n", "r", "l"])
