"""Slips: measure how many planted slips the rules find, by language and kind, with python -m bench slips CORPUS [STEP].

CORPUS is a folder of articles, searched with its folders, or a .jsonl.gz file whose records have an `article` or a
`text`. Of every STEPth article one word in small letters that stands there once is damaged by each kind of slip, one at
a time; a slip is found if a rule about letters and spaces flags something in it that it did not flag before.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from bench._corpora import records
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint

_RULES = """
    fused-words line-break-hyphen lost-letter lost-ligature misread-letter misspelt-word ocr-slip split-word
    """.split()
_WORD = re.compile(r"(?<![\w'’@#/.-])[^\W\d_]{4,}(?![\w'’@/-]|\.\w)")
_ARTICLES = frozenset((".txt", ".md", ".html"))
_LONGEST = 8_000
_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqretyuipospdfghjklkxzcvbnb", strict=False))
_SCANNED = {
    "rn": "m",
    "m": "rn",
    "li": "h",
    "cl": "d",
    "d": "cl",
    "e": "c",
    "c": "e",
    "u": "n",
    "n": "u",
    "l": "1",
    "s": "f",
}


def main(arguments: list[str]) -> int:
    """Print the share that is found, by language and kind, and what is missed to the standard error."""
    corpus, step = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    rules = [rule for rule in all_rules(plugin_manager()).values() if rule.id in _RULES]
    found: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for number, (name, text) in enumerate(_articles(corpus)):
        if number % step:
            continue
        document = Document(text, name)
        before = Counter(each.excerpt for each in lint(document, rules).findings)
        counts = Counter(_WORD.findall(document.text.lower()))
        chance = random.Random(name)
        words = sorted(
            (match for match in _WORD.finditer(text) if match[0].islower() and counts[match[0]] == 1),
            key=lambda _: chance.random(),
        )
        for turn, (kind, damage) in enumerate(KINDS.items()):
            wrong = next(
                (
                    (match, token)
                    for match in words[turn:]
                    if (kind != _FUSED or _NEXT.match(text, match.end()))
                    and (token := damage(match[0], chance))
                    and (kind == _FUSED or token not in counts)
                ),
                None,
            )
            if wrong is None:
                continue
            match, token = wrong
            spoilt = text[: match.start()] + token + text[match.end() + (kind == _FUSED) :]
            after = lint(Document(spoilt, name), rules).findings
            end = match.start() + len(token)
            hit = any(
                each.start < end and match.start() < each.end and not before[each.excerpt] for each in after
            )
            found[document.language or "-", kind].append(hit)
            if not hit:
                print(document.language, kind, match[0], token, sep="\t", file=sys.stderr)
    _print(found)
    return 0


def _print(found: dict[tuple[str, str], list[bool]]) -> None:
    languages = sorted({language for language, _ in found})
    for language in languages:
        hits = {kind: found.get((language, kind), []) for kind in KINDS}
        total = [hit for each in hits.values() for hit in each]
        shares = "  ".join(f"{kind} {sum(each)}/{len(each)}" for kind, each in hits.items() if each)
        print(f"{language}  {sum(total)} of {len(total)} ({sum(total) / len(total):.0%})  {shares}")


def _articles(corpus: Path) -> Iterator[tuple[str, str]]:
    if corpus.is_dir():
        for path in sorted(corpus.rglob("*")):
            if path.suffix in _ARTICLES:
                yield path.name, path.read_text("utf-8", "replace")[:_LONGEST]
        return
    for number, record in enumerate(records(corpus)):
        yield f"{number}.txt", (record.get("article") or record["text"])[:_LONGEST]


def _inside(word: str, chance: random.Random) -> int:
    return chance.randrange(1, len(word) - 1)


def _swapped(word: str, chance: random.Random) -> str:
    at = _inside(word, chance)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if word[at] != word[at + 1] else ""


def _lost(word: str, chance: random.Random) -> str:
    at = _inside(word, chance)
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = _inside(word, chance)
    return word[:at] + word[at] + word[at:]


def _added(word: str, chance: random.Random) -> str:
    at = _inside(word, chance)
    return word[:at] + _BESIDE[word[at]] + word[at:] if word[at] in _BESIDE else ""


def _key(word: str, chance: random.Random) -> str:
    at = _inside(word, chance)
    return word[:at] + _BESIDE[word[at]] + word[at + 1 :] if word[at] in _BESIDE else ""


def _vowel(word: str, chance: random.Random) -> str:
    places = [at for at in range(1, len(word) - 1) if word[at] in "aei"]
    if not places:
        return ""
    at = chance.choice(places)
    return word[:at] + chance.choice("aei".replace(word[at], "")) + word[at + 1 :]


def _accent(word: str, _: random.Random) -> str:
    bare = "".join(unicodedata.normalize("NFD", letter)[0] for letter in word)
    return bare if bare != word and word.isascii() is False and max(word) < "\u0250" else ""


def _scanned(word: str, chance: random.Random) -> str:
    pairs = [(right, wrong) for right, wrong in _SCANNED.items() if word.find(right, 1) > 0]
    if not pairs:
        return ""
    right, wrong = chance.choice(pairs)
    return word[0] + word[1:].replace(right, wrong, 1)


def _split(word: str, chance: random.Random) -> str:
    if len(word) < 7:
        return ""
    at = chance.randrange(2, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


_FUSED = "fused"
_NEXT = re.compile(r" [^\W\d_]{2,}(?![\w'’@/-])")

KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "swapped": _swapped,
    "lost": _lost,
    "doubled": _doubled,
    "added": _added,
    "key": _key,
    "vowel": _vowel,
    "accent": _accent,
    "scanned": _scanned,
    "split": _split,
    _FUSED: lambda word, _: word,
}
"""What is done to a word; nothing if the slip cannot happen in it."""
