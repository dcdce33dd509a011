"""Known words: write what is known of fourteen languages, with python -m bench known_words FOLDER [LANGUAGE …].

FOLDER is the package wordfreq 3.1.1, as for `common_words`; its data are published under CC BY-SA 4.0. The program
hunspell, with the dictionaries of the languages, is asked which of its words are right: wordfreq counts what people
write, slips among it. A word that hunspell refuses is left out if it is one slip away from a word twenty times as
common, and no word of another language. What hunspell refuses and no commoner word is near is kept: a name, slang, a
rare word.

The folders of analysis/data:

known    a filter by Bloom of all words, without the common ones, which have a list
likely   words that may be meant, without the common ones: right, and more than one in a million
endings  the usual endings behind each letter
slips    words left out that look like right forms all the same (refered)
"""

from __future__ import annotations

import gzip
import re
import subprocess
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import msgpack

from copydesk.analysis.damage.scans.slips_undone import SURE, readings
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.vocabulary.fused_pairs import SHORTEST_BESIDE, SMALLEST, is_fused
from copydesk.analysis.language.vocabulary.known_words import KNOWN, places
from copydesk.analysis.language.vocabulary.word_forms import (
    LONGEST_ENDING,
    SHORTEST_STEM,
    is_form,
    read_endings,
)
from copydesk.analysis.names.lexicon import nouns_have_capitals

DATA = Path(__file__).parents[1] / "src/copydesk/analysis/data"
DICTIONARIES = {
    "cs": ["cs_CZ"],
    "da": ["da_DK"],
    "de": ["de_DE"],
    "en": ["en_GB", "en_US"],
    "es": ["es_ES"],
    "fr": ["fr"],
    "it": ["it_IT"],
    "nb": ["nb_NO", "nn_NO"],
    "nl": ["nl"],
    "pl": ["pl_PL"],
    "pt": ["pt_BR", "pt_PT"],
    "ru": ["ru_RU"],
    "sv": ["sv_SE"],
    "uk": ["uk_UA"],
}
_WORD = re.compile(r"[^\W\d_]{3,24}")
_CYRILLIC = {"ru": re.compile(r"[а-яё]{3,24}"), "uk": re.compile(r"[а-щьюяґєіїʼ]{3,24}")}
_SIZE, _SIZES = 150_000, {"de": 220_000}
_BITS_A_WORD = 9
_MOST_READ = 450_000
_LIKELY, _SHORTEST_LIKELY, _MOST_LIKELY = 300, 5, 30_000
_SHORT, _VERY_COMMON = (4, 5), 470
"""In centibels from the top of a scale of 900: one in a million is 600 below."""
_LEAST_AHEAD = (130, 200, 300)
"""So much commoner is the word meant if the slip is long, if it is short and sure, and if it is short."""
_LONG = 7
_FREQUENT, _FAR_AHEAD = 170, 220
"""A rarer word with a usual ending is taken for a right form, unless it differs by a doubled letter: prefering."""
_FOREIGN = 350
"""So common in another language, a word is one of it."""
_SHARE, _FAMILIES, _OFTEN = 0.06, 40, 150
"""An ending is usual behind a letter if so many stems in a hundred have it, and so many stems."""
_FORMS_OF_FAMILY = 3
_NEIGHBOURS = ("nb", "sv", "de", "en")
_RARE = 150
_CHANCE = 3
"""So many longer words may look as if they began or ended with a small word."""
_WIDTH = 120
_HEAD = "# {} of wordfreq 3.1.1, whose data are published under CC BY-SA 4.0.\n"


def main(arguments: list[str]) -> int:
    """Write the files, and print how many words each has."""
    folder, *chosen = arguments
    for kind in ("known", "likely", "endings", "slips"):
        (DATA / kind).mkdir(exist_ok=True)
    for language in chosen or sorted(KNOWN):
        _write(Path(folder), language)
    return 0


def _write(folder: Path, language: str) -> None:
    degrees = _degrees(folder, language)
    if not (folder / "data" / f"large_{language}.msgpack.gz").exists():
        degrees |= dict.fromkeys(_of_neighbours(folder, language) - degrees.keys(), _RARE)
    common = common_words(language)
    right, is_right_in_small = _right(degrees, language)
    likely = sorted(
        [
            word
            for word in is_right_in_small
            if degrees[word] >= _LIKELY and len(word) >= _SHORTEST_LIKELY and word not in common
        ],
        key=lambda word: (-degrees[word], word),
    )[:_MOST_LIKELY]
    names = sorted(word for word in common if len(word) >= SHORTEST_STEM and word not in is_right_in_small)
    meant = {word: degrees[word] for word in [*likely, *common] if word in is_right_in_small}
    foreign = {
        word
        for other in KNOWN - {language}
        for word, degree in _degrees(folder, other, "small").items()
        if degree >= _FOREIGN
    }
    letters = tuple(sorted(set().union(*likely)))
    near = {}
    for word in degrees:
        if word not in right and word not in foreign and len(word) >= SHORTEST_STEM:
            near[word] = _nearest(word, degrees[word], meant, letters)
    forms = frozenset(right) | common
    often = frozenset(word for word in is_right_in_small if degrees[word] >= _OFTEN)
    endings = _learn_endings(often, _HEAD.format("The usual endings of words"))
    (DATA / "endings" / f"{language}.txt").write_text(endings, "utf-8")
    usual, meant_words = read_endings(endings), frozenset(likely) | common
    ended = {
        word
        for word in near
        if near[word] and is_form(word, language, usual, meant_words, forms.__contains__)
    }
    slips = {
        word
        for word, each in near.items()
        if each
        and (
            word not in ended
            or (degrees[word] >= _FREQUENT and meant[each] - degrees[word] >= _FAR_AHEAD)
            or _without_doubles(word) == _without_doubles(each)
        )
    }
    before, behind = _small_words(language, is_right_in_small, meant_words)
    fused = {
        word
        for word in degrees
        if word not in right and word not in foreign and is_fused(word, language, before, behind, meant_words)
    }
    slips |= fused
    in_order = [
        *(word for word in degrees if word in right),
        *(word for word in degrees if word not in right and word not in slips),
    ]
    known = [word for word in in_order if word not in common][: _SIZES.get(language, _SIZE)]
    _write_filter(known, language)
    listed = sorted(slips & ended - fused)
    _write_list(listed, "slips", language, "Slips that look like right forms")
    if nouns_have_capitals(language):
        written = _with_sharp_s([*likely, *common], language)
        names += [word.replace("ß", "ss") for word in written if word.replace("ß", "ss") in common]
        likely = sorted({*likely, *written} - {word.replace("ß", "ss") for word in written})
    small = ["before:", *sorted(before), "behind:", *sorted(behind)]
    short = [
        word
        for word in common
        if len(word) in _SHORT and word in right and degrees.get(word, 0) >= _VERY_COMMON
    ]
    _write_list(
        [*small, "short:", *sorted(short), "names:", *sorted(names), "long:", *sorted(likely)],
        "likely",
        language,
        "Words",
    )
    print(
        language,
        f"{len(known):,} known, {len(likely):,} likely, {len(slips):,} slips, {len(listed):,} listed",
        flush=True,
    )


def _degrees(folder: Path, language: str, size: str = "large") -> dict[str, int]:
    """Return the words of a language with their frequency in centibels: 600 for one word in a thousand."""
    path = folder / "data" / f"{size}_{language}.msgpack.gz"
    if not path.exists():
        path = folder / "data" / f"small_{language}.msgpack.gz"
    _, *bins = msgpack.unpackb(gzip.decompress(path.read_bytes()))
    is_word = _CYRILLIC.get(language, _WORD).fullmatch
    words = ((word, 900 - below) for below, each in enumerate(bins) for word in each if is_word(word))
    return dict(islice(words, _MOST_READ))


def _of_neighbours(folder: Path, language: str) -> set[str]:
    """Return the words of other languages that are right in a language of which wordfreq has no rare words."""
    others = {word for other in _NEIGHBOURS for word in _degrees(folder, other)}
    (dictionary,) = DICTIONARIES[language]
    return _accepted(sorted(others), dictionary)


def _right(words: Iterable[str], language: str) -> tuple[set[str], set[str]]:
    """Return the words that hunspell knows, and those of them that it knows in small letters, or that are nouns."""
    small, capital = set[str](), set[str]()
    for dictionary in DICTIONARIES[language]:
        small |= _accepted(words, dictionary)
        capital |= {word.lower() for word in _accepted([word.title() for word in words], dictionary)}
    if nouns_have_capitals(language):
        small |= capital | {word.replace("ß", "ss") for word in _with_sharp_s(words, language)}
    return small | capital, small


def _with_sharp_s(words: Iterable[str], language: str) -> set[str]:
    """Return the words with ß that hunspell knows and not with ss, which wordfreq writes for it."""
    (dictionary,) = DICTIONARIES[language]
    with_ss = [word for word in words if "ss" in word]
    known = _accepted(with_ss, dictionary)
    return _accepted([word.replace("ss", "ß") for word in with_ss if word not in known], dictionary)


def _accepted(words: Iterable[str], dictionary: str) -> set[str]:
    text = "\n".join(words)
    done = subprocess.run(
        ["hunspell", "-d", dictionary, "-i", "utf-8", "-l"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(text.split("\n")) - set(done.stdout.split("\n"))


def _nearest(word: str, degree: int, meant: dict[str, int], letters: tuple[str, ...]) -> str:
    """Return the word so much commoner from which a slip makes this one; nothing if there is none."""
    least = {
        kind: degree + _LEAST_AHEAD[0 if len(word) >= _LONG else 1 if kind in SURE else 2]
        for kind in (
            "swapped",
            "doubled",
            "accent",
            "lost sign",
            "scanned",
            "added",
            "extra",
            "lost",
            "key",
            "vowel",
            "wrong",
        )
    }
    return max(
        (each for kind, each in readings(word, letters) if meant.get(each, 0) >= least[kind]),
        key=meant.__getitem__,
        default="",
    )


def _small_words(language: str, right: set[str], likely: frozenset[str]) -> tuple[set[str], set[str]]:
    """Return the small words that hardly ever begin a longer word with another behind them, and those that end none."""
    smalls = {word for word in language_data(language).stop_words if len(word) >= SMALLEST}
    begun, ended = Counter[str](), Counter[str]()
    for word in right:
        for at in range(SMALLEST, len(word) - SMALLEST + 1):
            begun[word[:at]] += (
                word[:at] in smalls and len(word) - at >= SHORTEST_BESIDE and word[at:] in likely
            )
            ended[word[at:]] += word[at:] in smalls and at >= SHORTEST_BESIDE and word[:at] in likely
    return (
        {word for word in smalls if begun[word] <= _CHANCE},
        {word for word in smalls if ended[word] <= _CHANCE},
    )


def _without_doubles(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _write_filter(words: list[str], language: str) -> None:
    bits = bytearray(len(words) * _BITS_A_WORD // 8 + 1)
    for word in words:
        for at in places(word, len(bits) * 8):
            bits[at >> 3] |= 1 << (at & 7)
    (DATA / "known" / f"{language}.bin").write_bytes(bits)


def _learn_endings(words: frozenset[str], head: str) -> str:
    stems: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for at in range(max(SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1):
            stems[word[:at]].append(word[at:])
    families, with_ending = Counter[str](), Counter[tuple[str, str]]()
    for stem, endings in stems.items():
        if len(endings) >= _FORMS_OF_FAMILY:
            families[stem[-1]] += 1
            with_ending.update((stem[-1], ending) for ending in endings)
    usual: defaultdict[str, list[str]] = defaultdict(list)
    for (letter, ending), count in sorted(with_ending.items()):
        if count >= max(_FAMILIES, _SHARE * families[letter]):
            usual[letter].append(ending or "-")
    return head + "".join(f"{letter} {' '.join(endings)}\n" for letter, endings in sorted(usual.items()))


def _write_list(words: list[str], kind: str, language: str, what: str) -> None:
    lines = textwrap.fill(" ".join(words), _WIDTH, break_long_words=False)
    (DATA / kind / f"{language}.txt").write_text(f"{_HEAD.format(what)}{lines}\n", "utf-8")
