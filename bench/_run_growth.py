"""Growth: measure how time and memory of `copydesk check` grow with the number of articles, a tenth of them copies.

Any number of different articles can be made: each further round through a corpus exchanges its rarer words. A copy
lacks its original's first paragraph and has one quoted word replaced, if it has a quotation: the findings of these
words tell how many copies were compared.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from bench._corpora import records
from bench._processes import Taken, copydesk, run_measured
from bench._story_faults import quote_word_replaced
from copydesk.document import Document

NUMBERS = (100, 1_000, 5_000, 20_000)
SEED = 20
COMMON = 300
A_FOLDER = 500
EVERY = 10

_WORD = re.compile(r"[A-Za-z]{4,}")


def growth(corpus: Path) -> None:
    """Print seconds, milliseconds of processor time for each article, megabytes, and how many copies were compared."""
    texts = [record["text"] for record in records(corpus)]
    for number in NUMBERS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            planted = _write(folder / "articles", texts, number)
            first = _check(folder)
            found = {
                (each["path"], place["path"])
                for each in json.loads((folder / "report.json").read_text("utf-8"))
                if each["rule"] == "altered-quote"
                for place in each["related"]
            }
            again = _check(folder)
            cache = sum(file.stat().st_size for file in (folder / "cache").iterdir())
        compared = sum((one, other) in found or (other, one) in found for one, other in planted)
        print(
            f"{number:>6,} articles  {_shown(first, number)}, {compared} of {len(planted)} copies told;",
            end=" ",
        )
        print(f"again {_shown(again, number)}; the cache has {cache / 1e6:.0f} MB", flush=True)


def _shown(taken: Taken, number: int) -> str:
    each = 1000 * taken.cpu_seconds / number
    return f"{taken.seconds:6.1f} s, {each:5.2f} ms CPU each, {taken.megabytes:4.0f} MB"


def _check(folder: Path) -> Taken:
    return run_measured(
        copydesk("--isolated", "articles"),
        folder,
        output=folder / "report.json",
        COPYDESK_CACHE_DIR=str(folder / "cache"),
    )


def _write(folder: Path, texts: list[str], number: int) -> list[tuple[str, str]]:
    """Write so many articles; return the paths of those with a replaced word, each with its original's path."""
    chance = random.Random(SEED)
    planted = []
    for index, text in enumerate(islice(_articles(texts), number)):
        paths = [
            f"articles/{place // A_FOLDER}/{place:05}.txt" for place in (index, max(0, index - EVERY // 2))
        ]
        file = folder.parent / paths[0]
        file.parent.mkdir(parents=True, exist_ok=True)
        if index % EVERY == EVERY - 1:
            original = (folder.parent / paths[1]).read_text("utf-8")
            text = original.partition("\n\n")[2] or original
            if replaced := quote_word_replaced(chance, Document(text)):
                word, start, end = replaced
                text = text[:start] + word + text[end:]
                planted.append((paths[0], paths[1]))
        file.write_text(text, "utf-8")
    return planted


def _articles(texts: list[str]) -> Iterator[str]:
    """Yield the texts, and then without end the same texts with other words."""
    yield from texts
    words = Counter(word for text in texts for word in _WORD.findall(text))
    rare = [word for word, _ in words.most_common()[COMMON:]]
    for seed in count(1):
        chance = random.Random(seed)
        exchanged: dict[str, str] = {}
        for kind in (
            [word for word in rare if word[0].isupper()],
            [word for word in rare if word[0].islower()],
        ):
            exchanged.update(zip(kind, chance.sample(kind, len(kind)), strict=True))
        for text in texts:
            yield _WORD.sub(lambda match, table=exchanged: table.get(match[0], match[0]), text)
