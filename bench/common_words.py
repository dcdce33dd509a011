"""Common words: write the lists of analysis/data/common, with python -m bench common_words FOLDER.

FOLDER is the package wordfreq 3.1.1 (its folder `data` has a file for each language). Its frequencies are published
under CC BY-SA 4.0, which the first line of each list names; only the order of frequency is used, to choose the words.
The lists tell what a word is, so that half a word, or one with a digit or without its ligature, can be told from it.
English has a longer list of its own besides (`python -m bench lexicon`), which holds no names.
"""

from __future__ import annotations

import gzip
import re
import textwrap
from itertools import chain, islice
from pathlib import Path

import msgpack

DATA = Path(__file__).parents[1] / "src/copydesk/analysis/data/common"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "ro", "ru")
_SIZE = 10_000
_WORD = re.compile(r"[^\W\d_]{2,}")
_CYRILLIC = {"ru": re.compile(r"[а-яё]{2,}")}
"""What is a word of a language in another script: its list would have names of firms and English words besides."""
_WIDTH = 120
_SHORT, _OF_SHORT = 2, 3_000
"""Words of two letters are few, and many rarer ones are abbreviations."""
_HEAD = "# The commonest words by wordfreq 3.1.1, whose data are published under CC BY-SA 4.0.\n"


def main(arguments: list[str]) -> int:
    """Write the lists, and print how many words each has."""
    (folder,) = map(Path, arguments)
    DATA.mkdir(exist_ok=True)
    for language in LANGUAGES:
        source = next(
            path
            for size in ("large", "small")
            if (path := folder / "data" / f"{size}_{language}.msgpack.gz").exists()
        )
        _, *bins = msgpack.unpackb(gzip.decompress(source.read_bytes()))
        common = list(
            islice(filter(_CYRILLIC.get(language, _WORD).fullmatch, chain.from_iterable(bins)), _SIZE)
        )
        words = sorted(word for rank, word in enumerate(common) if len(word) > _SHORT or rank < _OF_SHORT)
        lines = textwrap.fill(" ".join(words), _WIDTH, break_long_words=False)
        (DATA / f"{language}.txt").write_text(f"{_HEAD}{lines}\n", "utf-8")
        print(language, len(words))
    return 0
