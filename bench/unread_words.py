"""Unread words: write analysis/data/unread_words.txt, with python -m bench unread_words FOLDER.

FOLDER is the package wordfreq 3.1.1, as for `common_words`; its data are published under CC BY-SA 4.0. Languages that
it lacks are in _unread_small_words.txt beside this file, written by hand. The list says of each small word of a
language that copydesk does not read which of the languages that it reads have it, too: i/it/pl.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import msgpack

from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.neighbours.unread import BETWEEN, LIST

DATA = Path(__file__).parents[1] / "src/copydesk/analysis/data"
_BY_HAND = Path(__file__).with_name("_unread_small_words.txt")
_LISTED = {
    "bg": "bg",
    "bs": "sh",
    "ca": "ca",
    "el": "el",
    "hr": "sh",
    "hu": "hu",
    "id": "id",
    "is": "is",
    "lt": "lt",
    "lv": "lv",
    "mk": "mk",
    "ms": "ms",
    "sl": "sl",
    "sr": "sh",
    "tl": "fil",
    "tr": "tr",
}
"""Languages by their own codes and by those of wordfreq."""
_SIBLINGS = ("bs", "hr", "sr")
"""Those that have one list: a word of one that is written by hand tells it from the others."""
_HEAD = (
    "# Small words of languages that are not read: their own, and others with the read languages that have them.\n"
    "# From wordfreq 3.1.1, whose data are published under CC BY-SA 4.0, and by hand: python -m bench unread_words.\n"
)
_LATIN, _CYRILLIC, _GREEK = "[a-zß-ɏ]+", "[а-џґ]+", "[ά-ώ]+"
_SCRIPTS = {"bg": _CYRILLIC, "el": _GREEK, "mk": _CYRILLIC, "ru": _CYRILLIC, "uk": _CYRILLIC}
_SERBIAN = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")
_DIGRAPHS = (("lj", "љ"), ("nj", "њ"), ("dž", "џ"))
_Shared = dict[str, tuple[str, ...]]
"""For each word of a language the languages that are read and have it, too."""
_SMALL = 150
"""So many of the most frequent words of a language are looked at."""
_TIMES = 15
"""A language's own word is so many times as frequent there as in any language that is read."""
_RARE = 2e-5
"""What is written by hand is its own if it is rarer in all languages that are read."""


def main(arguments: list[str]) -> int:
    """Write the list, and print how many words each language has, and how many of them are in no other."""
    (folder,) = map(Path, arguments)
    read = {code: _frequencies(folder, code, _SCRIPTS.get(code, _LATIN)) for code in STOP_WORDS}
    lines = {code: _of_wordfreq(folder, code, name, read) for code, name in _LISTED.items()}
    rows = (line.partition(": ") for line in _BY_HAND.read_text("utf-8").splitlines() if line[:1] != "#")
    by_hand = {code: text.split() for code, _, text in rows}
    for code, words in by_hand.items():
        siblings = {word for other in _SIBLINGS if other != code for word in by_hand[other]}
        listed = {word: others for word, others in lines.get(code, {}).items() if word not in siblings}
        lines[code] = listed | _of_hand(words, read)
    lines["sr"].update({_in_cyrillic(word): () for word, others in lines["sr"].items() if not others})
    with (DATA / f"{LIST}.txt").open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for code, words in sorted(lines.items()):
            print(code, len(words), sum(not others for others in words.values()))
            own, shared = (
                sorted(word for word in words if bool(words[word]) == is_shared)
                for is_shared in (False, True)
            )
            tagged = ("/".join((word, *words[word])) for word in shared)
            file.write(f"{code}: {' '.join(own)} {BETWEEN} {' '.join(tagged)}\n")
    return 0


def _of_wordfreq(folder: Path, code: str, name: str, read: dict[str, dict[str, float]]) -> _Shared:
    frequencies = _frequencies(folder, name, _SCRIPTS.get(code, _LATIN))
    return {
        word: tuple(other for other, theirs in read.items() if often <= _TIMES * theirs.get(word, 0))
        for word, often in islice(frequencies.items(), _SMALL)
    }


def _of_hand(words: Iterable[str], read: dict[str, dict[str, float]]) -> _Shared:
    return {
        word: tuple(other for other, theirs in read.items() if theirs.get(word, 0) >= _RARE) for word in words
    }


def _frequencies(folder: Path, name: str, script: str) -> dict[str, float]:
    """Return the words of a language that are in its script, the most frequent first, with their frequencies."""
    source = next(
        path
        for size in ("large", "small")
        if (path := folder / "data" / f"{size}_{name}.msgpack.gz").exists()
    )
    _, *bins = msgpack.unpackb(gzip.decompress(source.read_bytes()))
    is_word = re.compile(script).fullmatch
    return {
        re.sub(r"σ\b", "ς", word): 10 ** (-centibels / 100)
        for centibels, words in enumerate(bins)
        for word in words
        if is_word(word)
    }


def _in_cyrillic(word: str) -> str:
    for latin, cyrillic in _DIGRAPHS:
        word = word.replace(latin, cyrillic)
    return word.translate(_SERBIAN)
