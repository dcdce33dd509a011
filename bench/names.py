"""Names: measure the accuracy and speed of the rules about names, with python -m bench names CORPORA [STEP].

It reads attributions.jsonl.gz and news.jsonl.gz (every STEPth article), and prints the findings with the verdicts of
bench/judged/names.tsv, precision, false alarms in 1,000 articles; the share of planted misspellings found, by kind;
the F1 of the table of pairs in tests/data/name_pairs.tsv; and the time for a megabyte.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from bench._corpora import records
from bench._verdicts import verdicts
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.names.lexicon import BODY_HEADS, PLACE_HEADS, is_forename, is_place_or_people
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Finding, Span

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "tests" / "data" / "name_pairs.tsv"
SETS = ("attributions", "news")
DEFAULT_RULES = [
    rule
    for rule in all_rules(plugin_manager()).values()
    if rule.preset == "recommended" and rule.scope == "document"
]
RULES = [rule for rule in DEFAULT_RULES if rule.family == "names"]

_FULL = re.compile(r"(?<![\w.] )\b([A-Z][a-zà-ÿ]+) ((?:Mc|Mac|O['’])?[A-Z][a-zà-ÿ]{3,})\b(?! [A-Z])")
_NO_SURNAMES = BODY_HEADS | PLACE_HEADS
_VOWELS = "aeiou"
_SOUNDS = {
    "c": "k",
    "k": "c",
    "s": "z",
    "z": "s",
    "f": "v",
    "v": "f",
    "i": "y",
    "y": "i",
    "d": "t",
    "t": "d",
    "b": "p",
}


def main(arguments: list[str]) -> int:
    """Print all figures."""
    corpora = Path(arguments[0])
    step = int(arguments[1]) if len(arguments) > 1 else 1
    for name in SETS:
        articles = [(r["id"], r["text"]) for r in records(corpora / f"{name}.jsonl.gz")][::step]
        print(f"\n== {name}: {len(articles)} articles")
        _natural(name, articles)
        _planted(articles)
    if PAIRS.exists():
        _pairs()
    return 0


# --- natural findings ---


def _natural(name: str, articles: list[tuple[str, str]]) -> None:
    judged = verdicts("names")
    counts: Counter[str] = Counter()
    characters, seconds, whole = 0, 0.0, 0.0
    for identity, text in articles:
        document = Document(text, identity)
        _ = document.blocks, document.language
        start = time.process_time()
        findings = lint(document, RULES).findings
        seconds += time.process_time() - start
        start = time.process_time()
        lint(Document(text, identity), DEFAULT_RULES)
        whole += time.process_time() - start
        characters += len(text)
        for each in findings:
            verdict = judged.get((each.rule, f"{name}/{identity}", each.start), "unjudged")
            counts[verdict] += 1
            place = f"{name}/{identity}\t{each.start}\t{each.end}"
            print(f"{verdict:9}{each.rule}\t{place}\t{each.excerpt} → {', '.join(each.suggestions)}")
    said = counts["true"] + counts["false"]
    print(dict(counts), f"precision {counts['true'] / max(1, said):.3f}")
    print(f"false alarms per 1,000 articles: {1000 * counts['false'] / len(articles):.2f}")
    print(f"time: {1000 * seconds / (characters / 1e6):.0f} ms per million characters", end=", ")
    print(f"{seconds / whole:.2f} of all default rules of documents")


# --- planted misspellings ---


def _planted(articles: list[tuple[str, str]]) -> None:
    """Misspell one later mention of each article's people, one at a time, and print how many are found."""
    chance = random.Random(4)
    found: dict[str, list[bool]] = defaultdict(list)
    missed: list[str] = []
    for identity, text in articles:
        targets = list(_targets(text))
        if not targets:
            continue
        untouched = {each.excerpt for each in _findings(text)}
        for kind, spoil in SLIPS.items():
            surname, place = chance.choice(targets)
            wrong = spoil(surname, chance)
            if wrong is None or wrong == surname or wrong in text or surname in untouched:
                continue
            spoilt = text[: place.start] + wrong + text[place.end :]
            hit = any(f.start < place.start + len(wrong) and place.start < f.end for f in _findings(spoilt))
            found[kind].append(hit)
            if not hit:
                around = text[max(0, place.start - 40) : place.end + 30].replace("\n", " ")
                missed.append(f"{identity}: {surname} → {wrong}: …{around}…")
    for kind, hits in found.items():
        print(f"planted, {kind}: {sum(hits)} of {len(hits)} found ({sum(hits) / len(hits):.3f})")
    for miss in missed if len(articles) < 1200 else ():
        print("  missed", miss)


def _findings(text: str) -> tuple[Finding, ...]:
    return lint(Document(text), RULES).findings


def _targets(text: str) -> Iterator[tuple[str, Span]]:
    """Yield surnames of people who are named in full and mentioned at least twice more, with one later place of each.

    The later places are bare surnames, with or without a title. Companies and places are kept out: a known given
    name, or a Mr, Mrs or Ms, must stand somewhere.
    """
    for match in _FULL.finditer(text):
        surname = match[2]
        if match[1].lower() in STOP_WORDS["en"] or is_place_or_people(surname) or surname in _NO_SURNAMES:
            continue
        if not is_forename(match[1]) and not re.search(rf"\b(?:Mr|Mrs|Ms)\.? {surname}\b", text):
            continue
        said = rf"(?<!the )(?<!The ){surname} (?:said|says|told|added)\b|(?:said|says|told|Mr|Mrs|Ms) {surname}\b"
        bare = rf"(?<![A-Z][a-z] )(?<![\w-])(?<!the ){surname}(?!['’]?\w|-| [A-Z])"
        later = [Span(*m.span()) for m in re.finditer(bare, text[match.end() :])]
        if len(later) >= 2 and re.search(said, text):
            place = later[len(surname) % len(later)]
            before = text[: place.start + match.end()].rstrip().rpartition(" ")[2].strip("“\"'(\n")
            if (
                not before[:1].isupper()
                or before.rstrip(".") in ("Mr", "Mrs", "Ms")
                or before[-1] in '.,:;”"'
            ):
                yield surname, Span(place.start + match.end(), place.end + match.end())


def _one_vowel(name: str, chance: random.Random) -> str | None:
    places = [i for i in range(1, len(name)) if name[i] in _VOWELS]
    if not places:
        return None
    place = chance.choice(places)
    return name[:place] + chance.choice(_VOWELS.replace(name[place], "")) + name[place + 1 :]


def _two_vowels(name: str, chance: random.Random) -> str | None:
    places = [i for i in range(1, len(name)) if name[i] in _VOWELS]
    if len(places) < 2:
        return None
    for place in chance.sample(places, 2):
        name = name[:place] + chance.choice(_VOWELS.replace(name[place], "")) + name[place + 1 :]
    return name


def _swapped(name: str, chance: random.Random) -> str | None:
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _doubled(name: str, chance: random.Random) -> str | None:
    place = chance.randrange(1, len(name))
    return name[:place] + name[place] + name[place:]


def _dropped(name: str, chance: random.Random) -> str | None:
    place = chance.randrange(1, len(name))
    return name[:place] + name[place + 1 :]


def _like_sounding(name: str, chance: random.Random) -> str | None:
    places = [i for i in range(1, len(name)) if name[i] in _SOUNDS]
    if not places:
        return None
    place = chance.choice(places)
    return name[:place] + _SOUNDS[name[place]] + name[place + 1 :]


SLIPS: dict[str, Callable[[str, random.Random], str | None]] = {
    "one vowel": _one_vowel,
    "two vowels": _two_vowels,
    "neighbours swapped": _swapped,
    "letter doubled": _doubled,
    "letter dropped": _dropped,
    "like-sounding": _like_sounding,
}


# --- pairs ---


def _pairs() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from test_name_pairs import read_pairs, said_to_be_one

    right = wrong = missed = 0
    for pair in read_pairs(PAIRS):
        same = said_to_be_one(pair)
        right += same and pair.same
        wrong += same and not pair.same
        missed += pair.same and not same
    print(
        f"pairs: F1 {2 * right / (2 * right + wrong + missed):.3f} ({right} right, {wrong} wrong, {missed} missed)"
    )
