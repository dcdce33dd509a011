"""Stories: measure copies and sources, with python -m bench stories CORPUS.jsonl.gz [inject|scale|list RULE].

Without a second word it prints the stories found in the corpus and the findings by rule, with the verdicts of
bench/judged/stories.tsv (for pairs of articles: whether they tell one story). `inject` plants faults in copies of the
articles and compares each with its original. `scale` checks 100 to 20,000 articles made from the corpus, a tenth of
them copies, and prints time and memory. `list RULE` prints the places of findings (document, offsets, document,
offsets), without text.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bench._corpora import records
from bench._run_growth import growth
from bench._story_faults import INJECTIONS, shuffled
from bench._verdicts import rows
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import Rule
from copydesk.stories.article import Article, read_article
from copydesk.stories.comparison import story_of
from copydesk.stories.grouping.sketch import read_sketch
from copydesk.stories.grouping.story_plan import plan_copies
from copydesk.stories.story import Member, Story

SAME_STORY = "same-story"
SEED = 20
SAMPLE = 300


def main(arguments: list[str]) -> int:
    """Print the figures asked for."""
    corpus, task, *rest = [*arguments, "corpus"] if len(arguments) == 1 else arguments
    if task == "scale":
        growth(Path(corpus))
        return 0
    rules = [rule for rule in all_rules(plugin_manager()).values() if rule.scope == "story"]
    if task == "inject":
        inject(Path(corpus), rules)
    else:
        report(Path(corpus), rules, rest[0] if task == "list" else "")
    return 0


def report(corpus: Path, rules: list[Rule], listed: str) -> None:
    """Print stories and findings of a corpus of articles without sources, and how many of the judged ones are right."""
    texts = {str(each["id"]): each["text"] for each in records(corpus)}
    started = time.perf_counter()
    sketches = {path: read_sketch(Document(text, path)) for path, text in texts.items()}
    gathered = time.perf_counter()
    plans = list(plan_copies(sketches, texts.__getitem__, {}))
    grouped = time.perf_counter()

    @cache
    def read(path: str) -> Article:
        return read_article(Document(texts[path], path))

    stories = [story_of(plan, read, read) for plan in plans]
    flags = [
        (rule.id, flag) for rule in rules for story in stories for flag in rule.check(story, **rule.options)
    ]
    done = time.perf_counter()
    copies = {path for plan in plans for path in plan.members}
    print(f"{len(texts):,} articles: {len(copies):,} of them copies, compared in {len(plans):,} parts")
    print(
        f"gathering {gathered - started:.1f} s (with all reading), grouping {grouped - gathered:.1f} s,",
        end=" ",
    )
    print(f"reading again and comparing {done - grouped:.1f} s")
    found = [(SAME_STORY, *pair) for pair in _pairs(stories)]
    found += [(rule, flag.path, str(flag.start)) for rule, flag in flags]
    verdicts = {tuple(row[:3]): row[-1] for row in rows("stories")}
    for rule, count in Counter(each[0] for each in found).most_common():
        judged = Counter(verdicts[each] for each in found if each[0] == rule and each in verdicts)
        right, read = judged["true"], judged.total()
        print(f"{count:>6}  {rule}, {100 * count / len(texts):.2f} per 100 articles;", end=" ")
        print(f"{right} of {read} read are right ({right / max(1, read):.3f}), {count - read} not judged")
    for rule, flag in flags:
        if rule == listed:
            others = "\t".join(f"{each.path}\t{each.start}\t{each.end}" for each in flag.related[:1])
            print(flag.path, flag.start, flag.end, others, sep="\t")


def _pairs(stories: list[Story]) -> set[tuple[str, str]]:
    """Return the pairs of articles that are compared, by path."""
    return {
        (min(member.path, other.path), max(member.path, other.path))
        for story in stories
        for member, others in story.witnesses()
        for other in others
    }


def inject(corpus: Path, rules: list[Rule]) -> None:
    """Plant one fault in each copy, reorder and trim it, and compare it with its original; compare untouched copies
    too.
    """
    chance = random.Random(SEED)
    texts = [each["text"] for each in records(corpus) if 1_000 < len(each["text"]) < 12_000]
    chance.shuffle(texts)
    originals = [Document(text, "source.txt") for text in texts[:SAMPLE]]
    silent = sum(not list(held(text, rules, read_article(doc))) for doc in originals for text in [doc.source])
    print(f"untouched copies: {silent} of {len(originals)} silent")
    moved = sum(
        not list(held(shuffled(chance, doc.source, 0, 0), rules, read_article(doc))) for doc in originals
    )
    print(f"copies reordered and trimmed: {moved} of {len(originals)} silent")
    for title, (plant, wanted) in INJECTIONS.items():
        tried = found = 0
        for doc in originals:
            planted = plant(chance, doc)
            if planted is None:
                continue
            text, start, end = planted
            if text.startswith("\0"):
                _, right, wrong = text.split("\0")
                copy = re.sub(rf"\b{re.escape(right)}\b", wrong, doc.source)
                text = wrong
            else:
                copy = doc.source[:start] + text + doc.source[end:]
            tried += 1
            flags = list(held(shuffled(chance, copy, start, start + len(text)), rules, read_article(doc)))
            found += any(rule in wanted for rule, _ in flags)
        print(f"{title}: {found} of {tried} found ({found / max(1, tried):.3f})")


def held(text: str, rules: list[Rule], source: Article) -> Iterator[tuple[str, Flag]]:
    """Yield the flags of the rules for a text with one source."""
    story = Story(
        (Member("copy.txt", read_article(Document(text, "copy.txt"))),), (Member("source.txt", source),)
    )
    for rule in rules:
        for flag in rule.check(story, **rule.options):
            yield rule.id, flag
