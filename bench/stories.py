"""python -m bench stories CORPUS.jsonl.gz [inject|scale|list RULE]: copies grouped, held to a source, and scale.

Without a second word: stories found in the corpus and findings by rule. `inject` plants faults in copies of the
corpus' articles and holds each to its original; `scale` times 5,000 and 20,000 generated articles; `list RULE` prints
places of findings (document, offsets, document, offsets) for reading, no text.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench._corpora import records
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.plugins import all_rules, plugin_manager
from copydesk.rules import Rule
from copydesk.stories import Member, Story, find_stories
from copydesk.stories.article import Article, read_article

SEED = 20
SAMPLE = 300
Injection = Callable[[random.Random, Document], tuple[str, int, int] | None]


def main(arguments: list[str]) -> int:
    """Print the figures asked for."""
    corpus, task, *rest = [*arguments, "corpus"] if len(arguments) == 1 else arguments
    if task == "generated":
        return _generated(int(corpus))
    rules = [rule for rule in all_rules(plugin_manager()).values() if rule.scope == "story"]
    if task == "scale":
        for number in (5_000, 20_000):
            subprocess.run([sys.executable, "-m", "bench", "stories", str(number), "generated"], check=True)
    elif task == "inject":
        inject(Path(corpus), rules)
    else:
        report(Path(corpus), rules, rest[0] if task == "list" else "")
    return 0


def report(corpus: Path, rules: list[Rule], listed: str) -> None:
    """Stories and findings of a corpus of articles, without sources."""
    started = time.perf_counter()
    articles = {
        str(each["id"]): read_article(Document(each["text"], str(each["id"]))) for each in records(corpus)
    }
    gathered = time.perf_counter()
    stories = find_stories(articles)
    grouped = time.perf_counter()
    flags = [
        (rule.id, flag) for rule in rules for story in stories for flag in rule.check(story, **rule.options)
    ]
    done = time.perf_counter()
    members = sum(len(story.members) for story in stories)
    print(f"{len(articles):,} articles: {len(stories):,} stories of {members:,} articles")
    print(
        f"gathering {gathered - started:.1f} s (with all reading), grouping {grouped - gathered:.1f} s,",
        end=" ",
    )
    print(f"comparing {done - grouped:.1f} s")
    for rule, count in Counter(rule for rule, _ in flags).most_common():
        print(f"{count:>6}  {rule}, {100 * count / len(articles):.2f} per 100 articles")
    for rule, flag in flags:
        if rule == listed:
            others = "\t".join(f"{each.path}\t{each.start}\t{each.end}" for each in flag.related[:1])
            print(flag.path, flag.start, flag.end, others, sep="\t")


# --- faults planted in a copy ---

_WORD = re.compile(r"[a-z]{4,}")
_NEGATION = re.compile(r" (?:not|never)\b|n['’]t\b")
_VOWELS = "aeiou"


def _quoted_words(document: Document) -> list[re.Match[str]]:
    found = []
    for quotation in document.quotations.spans:
        words = list(_WORD.finditer(document.text, quotation.start, quotation.end))
        if len(words) > 5 and document.text[quotation.start : quotation.end].count(" ") > 8:
            found += words[1:-1]
    return found


def quote_word_replaced(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """A word of a quotation becomes another."""
    words = _quoted_words(document)
    if not words:
        return None
    word = chance.choice(words)
    other = chance.choice(
        [each for each in ("lantern", "seldom", "orchard", "borrow") if each != word.group()]
    )
    return other, *word.span()


def quote_word_dropped(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """A word of a quotation is lost."""
    words = _quoted_words(document)
    if not words:
        return None
    word = chance.choice(words)
    return "", word.start(), word.end() + 1


def negation_removed(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """A quotation loses its “not”."""
    spans = [
        span for span in document.quotations.spans if document.text[span.start : span.end].count(" ") > 6
    ]
    hits = [hit for span in spans for hit in _NEGATION.finditer(document.text, span.start + 1, span.end)]
    if not hits:
        return None
    return "", *chance.choice(hits).span()


def name_misspelled(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Another vowel in the last name of a person."""
    people = [name for name in document.names if name.kind == "person" and " " in name.name]
    tokens = [name.name.split()[-1] for name in people]
    tokens = [each for each in tokens if len(each) > 4 and re.search("[aeiou]", each[1:-1])]
    if not tokens:
        return None
    token = chance.choice(tokens)
    places = [match.start() for match in re.finditer(rf"\b{re.escape(token)}\b", document.text)]
    if not places:
        return None
    at = re.search("[aeiou]", token[1:-1])
    assert at is not None
    vowel = chance.choice([each for each in _VOWELS if each != at.group()])
    wrong = token[: at.start() + 1] + vowel + token[at.start() + 2 :]
    return f"\0{token}\0{wrong}", places[0], places[0] + len(token)


def date_changed(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Another month, weekday or year."""
    choices = []
    for pattern, others in (
        (
            r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b",
            ["May"],
        ),
        (r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday)\b", ["Sunday", "Saturday"]),
        (r"\b(?:19|20)\d\d\b", ["1974", "1981"]),
    ):
        dates = [(date.start, date.end) for date in document.dates]
        for hit in re.finditer(pattern, document.text):
            if any(start <= hit.start() < end for start, end in dates):
                choices += [(chance.choice(others), *hit.span())]
    choices = [
        each
        for each in choices
        if document.sentence_at(each[1]).end - document.sentence_at(each[1]).start > 60
    ]
    return chance.choice(choices) if choices else None


def number_changed(chance: random.Random, document: Document) -> tuple[str, int, int] | None:
    """Another number."""
    dates = [(date.start, date.end) for date in document.dates]
    quoted = [(span.start, span.end) for span in document.quotations.spans]
    hits = [
        hit
        for hit in re.finditer(r"(?<![\w.,:$£€-])\d{1,3}(?:,\d{3})*(?![\w:-]|[.,]\d)", document.text)
        if not any(start <= hit.start() < end for start, end in [*dates, *quoted])
        and document.sentence_at(hit.start()).end - document.sentence_at(hit.start()).start > 60
    ]
    if not hits:
        return None
    hit = chance.choice(hits)
    value = int(hit.group().replace(",", ""))
    return f"{value * 3 + 7:,}", *hit.span()


INJECTIONS: dict[str, tuple[Injection, frozenset[str]]] = {
    "a quoted word replaced": (quote_word_replaced, frozenset(["altered-quote"])),
    "a quoted word dropped": (quote_word_dropped, frozenset(["altered-quote"])),
    "a quoted negation removed": (negation_removed, frozenset(["altered-quote"])),
    "a name misspelled": (name_misspelled, frozenset(["name-differs-from-source"])),
    "a date changed": (date_changed, frozenset(["date-differs-from-source", "date-added"])),
    "a number changed": (number_changed, frozenset(["number-differs-from-source"])),
}


def inject(corpus: Path, rules: list[Rule]) -> None:
    """Plant one fault a copy, reorder and trim it, and hold it to its original; and hold untouched copies."""
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


def shuffled(chance: random.Random, text: str, start: int, end: int) -> str:
    """A copy with two paragraphs exchanged and one left out, but for the one that holds the fault."""
    paragraphs, at = [], 0
    for piece in re.split(r"(\n\s*\n)", text):
        paragraphs.append((piece, at <= start < at + len(piece) + 1 or at < end <= at + len(piece)))
        at += len(piece)
    bodies = [index for index, (piece, _) in enumerate(paragraphs) if piece.strip()]
    if len(bodies) > 4:
        first, second = chance.sample(bodies[1:], 2)
        paragraphs[first], paragraphs[second] = paragraphs[second], paragraphs[first]
        dropped = next((index for index in reversed(bodies[1:]) if not paragraphs[index][1]), None)
        if dropped is not None:
            paragraphs[dropped] = ("", False)
    return "".join(piece for piece, _ in paragraphs)


def held(text: str, rules: list[Rule], source: Article) -> Iterator[tuple[str, Flag]]:
    """What the rules say of a text with one source."""
    story = Story(
        (Member("copy.txt", read_article(Document(text, "copy.txt"))),), (Member("source.txt", source),)
    )
    for rule in rules:
        for flag in rule.check(story, **rule.options):
            yield rule.id, flag


# --- scale ---


def _generated(number: int) -> int:
    """Group so many generated articles, of which a tenth are trimmed and reworded copies."""
    chance = random.Random(SEED)
    syllables = [
        a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "or", "um")
    ]
    vocabulary = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(30_000)]
    small = "the of and to in a is that for it was on are as with".split()
    chrome = " ".join(chance.choices(vocabulary, k=40)).capitalize() + "."

    def sentence() -> str:
        words = [chance.choice(small if chance.random() < 0.4 else vocabulary) for _ in range(22)]
        return " ".join(words).capitalize() + "."

    def article() -> list[str]:
        return [" ".join(sentence() for _ in range(3)) for _ in range(7)]

    bodies = [article() for _ in range(number * 9 // 10)]
    for copied in chance.sample(bodies, number - len(bodies)):
        bodies += [[sentence(), *copied[1:6]]]
    started = time.perf_counter()
    facts = {
        str(i): read_article(Document("\n\n".join([*body, chrome]), f"{i}.txt"))
        for i, body in enumerate(bodies)
    }
    gathered = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stories = find_stories(facts)
    seconds = time.perf_counter() - gathered
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = sum(len(story.members) == 2 for story in stories)
    print(
        f"{number:,} articles: read and gathered in {gathered - started:.1f} s, grouped in {seconds:.2f} s,",
        end=" ",
    )
    print(f"{pairs:,} of {number - number * 9 // 10:,} pairs found, {len(stories) - pairs} others;", end=" ")
    print(f"{peak / 1024:.0f} MB at most, {(peak - before) / 1024:.0f} of them for grouping")
    return 0
