"""Lexicon: write the word lists of analysis/data, with python -m bench lexicon CORPORA FORENAMES….

CORPORA is the folder with pages.jsonl.gz and extracts.jsonl.gz. FORENAMES are the lists of given names of the 1990
United States census (a work of the United States government, in the public domain), as "NAME share …" lines.

words.txt      written in lower case in at least two of the articles: English words, not names
proper.txt     capitalised inside a sentence in at least four articles, and not in the other lists; with the words
               of the names of countries
forenames.txt  given names of at least four people in 100,000
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from babel import Locale

from bench._corpora import records

DATA = Path(__file__).parents[1] / "src/copydesk/analysis/data"

_LOWER = re.compile(r"(?<![\w'’.@/-])[a-z]{3,}(?![\w@/])")
_INSIDE_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]{2,}(?![\w.@/-])")
_MIN_SHARE = 0.004


def main(arguments: list[str]) -> int:
    """Write the three lists and print their sizes."""
    corpora, *census = map(Path, arguments)
    articles = [r["article"] for name in ("pages", "extracts") for r in records(corpora / f"{name}.jsonl.gz")]
    words = {word for word, n in _document_counts(_LOWER, articles).items() if n >= 2}
    forenames = {name for path in census for name in _census_names(path)}
    proper = {word for word, n in _document_counts(_INSIDE_SENTENCE, articles).items() if n >= 4}
    for territory in Locale("en").territories.values():
        proper.update(re.findall(r"[A-Z][a-zà-ÿ]{2,}", territory))
    proper = {word for word in proper if word not in forenames and word.lower() not in words}
    for name, entries in (("words", words), ("forenames", forenames), ("proper", proper)):
        (DATA / f"{name}.txt").write_text("\n".join(sorted(entries)) + "\n", "utf-8")
        print(name, len(entries))
    return 0


def _document_counts(pattern: re.Pattern[str], articles: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(set(pattern.findall(article)))
    return counts


def _census_names(path: Path) -> Iterable[str]:
    for line in path.read_text("ascii").splitlines():
        name, share, *_ = line.split()
        if float(share) >= _MIN_SHARE:
            yield name.capitalize()
