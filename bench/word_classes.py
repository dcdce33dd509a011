"""Word classes: learn the classes of English words, with python -m bench word_classes CORPORA MODEL.

python -m bench word_classes CORPORA MODEL --write    writes src/copydesk/analysis/data/english/classes.txt
python -m bench word_classes CORPORA MODEL --pairs    prints the pairs of classes that hardly ever stand together

MODEL is the package of an English model of spaCy that tags parts of speech: ours is en_core_web_sm 3.8, which its
authors publish under the MIT licence. It tags news.jsonl.gz, attributions.jsonl.gz, pages.jsonl.gz, extracts.jsonl.gz
and copies.jsonl.gz; a word's class is the set of all parts of speech that it has in two of a hundred places or more.
spaCy itself is not needed by copydesk.

clashes.txt holds the pairs that a person chose from what --pairs prints. Left out were a preposition before a
finite verb (“the house I lived in is”), most pairs of two prepositions (“came by for”), and what `clashing-words`
knows.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from bench._corpora import records
from copydesk.analysis.clause_grammar.word_classes import TOKEN, letter, read_letters, small_words
from copydesk.document import plain
from copydesk.findings import Span

FILE = Path(__file__).parents[1] / "src/copydesk/analysis/data/english/classes.txt"
_TEXTS = {"news": "text", "attributions": "text", "pages": "article", "extracts": "article", "copies": "text"}
_PARTS = (
    ("NN", "N"), ("NNS", "P"), ("VB", "B"), ("VBP", "B"), ("VBZ", "Z"), ("VBD", "D"), ("VBN", "E"), ("VBG", "G"),
    ("JJ", "J"), ("JJR", "J"), ("JJS", "J"), ("RB", "R"), ("RBR", "R"), ("RBS", "R"), ("IN", "R"), ("RP", "R"),
)  # fmt: skip
_SHARE = 0.02
_LEAST = 5
"""How often a word must be seen, and how many words a class must have."""
_EXPECTED = 20
_RARE = 60
"""A pair that chance would bring so often, and that stands so many times less often in the texts, is printed."""
_CONTENT = ("N", "P", "J", "B", "Z", "D", "E", "DE", "G")


def main(arguments: list[str]) -> int:
    """Write the table, or print the pairs."""
    parser = ArgumentParser("python -m bench word_classes")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("model")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--pairs", action="store_true")
    options = parser.parse_args(arguments)
    texts = list(_texts(options.corpora))
    if options.write:
        FILE.write_text(
            "".join(f"{name} {' '.join(words)}\n" for name, words in _learn(texts, options.model))
        )
    if options.pairs:
        for left, right, expected, seen in _rare_pairs(texts):
            print(f"{left} {right}\t{expected:.0f}\t{seen}")
    return 0


def _texts(corpora: Path) -> Iterator[str]:
    for name, key in _TEXTS.items():
        for record in records(corpora / f"{name}.jsonl.gz"):
            yield from record[key].split("\n\n")


def _learn(texts: list[str], model: str) -> list[tuple[str, list[str]]]:
    """Return the words of each class, the largest class first."""
    tagger = import_module(model).load(disable=["parser", "ner", "lemmatizer"])
    parts = dict(_PARTS)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in tagger.pipe(texts, batch_size=256):
        tags = {token.idx: (token.text, token.tag_) for token in document}
        for match in TOKEN.finditer(document.text):
            word, tag = tags.get(match.start(), ("", ""))
            if word == match.group() and word.isascii() and word.isalpha() and word.islower():
                counts[word][parts.get(tag, "")] += 1
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for word, seen in sorted(counts.items()):
        if seen.total() >= _LEAST and len(word) > 1 and word not in small_words():
            classes[_class(word, seen)].append(word)
    del classes[""]
    large = [(name, words) for name, words in classes.items() if len(words) >= _LEAST]
    return sorted(large, key=lambda row: -len(row[1]))


def _class(word: str, seen: Counter[str]) -> str:
    least = max(1.5, _SHARE * seen.total())
    found = {part for part, number in seen.items() if part and number >= least}
    if word.endswith("ed") and not found.isdisjoint("DE"):
        found |= {"D", "E"}
    if word.endswith("ing"):
        found.add("G")
    return "".join(sorted(found))


def _rare_pairs(texts: list[str]) -> Iterator[tuple[str, str, float, int]]:
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        letters = read_letters(plain(text), Span(0, len(text)))
        single.update(letters)
        pairs.update(pairwise(letters))
    names = [*sorted(small_words()), *_CONTENT]
    for left in names:
        for right in names:
            expected = single[letter(left)] * single[letter(right)] / single.total()
            seen = pairs[letter(left), letter(right)]
            if left != right and expected >= _EXPECTED and seen <= expected / _RARE:
                yield left, right, expected, seen
