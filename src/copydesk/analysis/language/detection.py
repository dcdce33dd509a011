"""Language detection: find the language of a text by its most frequent words; None if they do not decide."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data, languages
from copydesk.analysis.language.neighbours.unread import unread_language
from copydesk.analysis.language.words import western_words
from copydesk.formats.parsed import MARKUP
from copydesk.support.patterns import compile_later

STOP_WORDS: dict[str, frozenset[str]] = {
    code: each.stop_words for code, each in languages().items() if each.stop_words
}
"""The most frequent words of each language that can be detected."""

_LANGUAGES: dict[str, list[str]] = {}
"""For each common word, the languages that have it."""
for _language, _words in STOP_WORDS.items():
    for _word in _words:
        _LANGUAGES.setdefault(_word, []).append(_language)

_WORD = compile_later(r"[^\W\d_]+")
_SAMPLES, _SAMPLE = 3, 1_500
"""The number of samples of a text, and the length of each in code points. None is at either end, because a page's menu
may be in no language at all; there are several, because a table or a quotation may be in another language."""

_FEWEST_OWN = 3
"""So many words of its own tell a language from its next of kin."""

_ENOUGH_WORDS = 20
"""In so many words the less frequent ones tell a language from its next of kin, too."""

_RARER = frozenset(("cs", "fi", "ro", "sk"))
"""Languages that count only where a text has `_FEWEST_OWN` words that only they have: a short text with “on”, “el” or
“na” is rather in a language that is met more often."""
_OWN_OF_RARER = {
    code: STOP_WORDS[code].difference(*(words for other, words in STOP_WORDS.items() if other not in _RARER))
    for code in _RARER
}

_TOLD_BY_LETTERS = tuple(code for code in STOP_WORDS if language_data(code).own_letters)
"""Languages that count only where a text has their letters: Bulgarian, Serbian and Belarusian, of which no text is
known to be, have many small words of Russian."""

_MOST_COMMON = 0.55
"""The share of common words that tells one of these, where small words do not: Finnish has few. Of Finnish and Czech
articles 0.64 and more are common words of their own, at most 0.25 those of another language."""

_ENOUGH, _FEW = 0.2, 0.14
"""The least share of a language's frequent words; the least in a longer text if no other language comes near, for
languages with many endings have fewer small words."""
_MANY, _FAR = 60, 3
"""The words of a longer text, and how many times as many frequent words the language has as any other."""

_SURE = 0.4
"""Of a text in a language that is not read, no other one has so large a share: Friulian has 0.36 of Italian."""

_LONG = 15
"""A line with more words than this is long."""


def detect_language(text: str) -> str | None:
    """Return the code, most often of two letters, of the language whose most frequent words make up most of a few samples of the text.

    If that is undecided, only the long lines are sampled: on a page that is mostly menu, they are the article. None if
    too few of the words are frequent words of any language known here, or if two languages have almost the same share.
    """
    text = text.replace(MARKUP, "")
    return _language_of(_stretches(text)) or _language_of(_long_lines(text))


def is_in_unread_language(text: str, language: str | None) -> bool:
    """Tell whether a stretch of a text in a language is rather in one that is not read, and may be near it."""
    if language not in STOP_WORDS:
        return False
    frequencies = Counter(_words_of(text.replace(MARKUP, "")))
    return unread_language(frequencies, language, STOP_WORDS[language]) is not None


def has_letters_of(language: str, text: str) -> bool:
    """Tell whether a text in lower case has more letters of its own language than of the languages next to it."""
    data = language_data(language)
    own, kin = (sum(map(text.count, letters)) for letters in (data.own_letters, data.kin_letters))
    return own > kin


def _stretches(text: str) -> str:
    if len(text) <= _SAMPLES * _SAMPLE:
        return text
    step = len(text) // (_SAMPLES + 1)
    starts = range(step - _SAMPLE // 2, len(text) - step, step)
    return " ".join(text[start : start + _SAMPLE] for start in starts)


def _long_lines(text: str) -> str:
    lines = (line for line in text.splitlines() if len(line.split(" ", _LONG)) > _LONG)
    return " ".join(lines)[: _SAMPLES * _SAMPLE]


def _words_of(text: str) -> list[str]:
    text = text.lower()
    words = western_words(text)
    return _WORD.findall(text) if words is None else words


def _language_of(text: str) -> str | None:
    words = _words_of(text)
    frequencies = Counter(words)
    nearest = _by_small_words(words, frequencies) or _by_common_words(frequencies)
    own = STOP_WORDS.get(nearest or "", frozenset())
    if nearest and sum(map(frequencies.__getitem__, own & frequencies.keys())) >= _SURE * len(words):
        return nearest
    return unread_language(frequencies, nearest, own) or nearest


def _by_common_words(frequencies: Counter[str]) -> str | None:
    """Return the rarer language that has most of the words of a text on its list, if one has."""
    if frequencies.total() < _ENOUGH_WORDS:
        return None
    own = {code: len(words & frequencies.keys()) for code, words in _OWN_OF_RARER.items()}
    code = max(own, key=own.__getitem__)
    if own[code] < _FEWEST_OWN:
        return None
    known = common_words(code)
    common = sum(frequencies[word] for word in known & frequencies.keys())
    return code if common >= _MOST_COMMON * frequencies.total() else None


def _by_small_words(words: list[str], frequencies: Counter[str]) -> str | None:
    counts = dict.fromkeys(STOP_WORDS, 0)
    for word in _LANGUAGES.keys() & frequencies.keys():
        number = frequencies[word]
        for language in _LANGUAGES[word]:
            counts[language] += number
    for language, own in _OWN_OF_RARER.items():
        if counts[language] and sum(map(frequencies.__contains__, own)) < _FEWEST_OWN:
            counts[language] = 0
    for language in _TOLD_BY_LETTERS:
        if counts[language] and not has_letters_of(language, " ".join(words)):
            counts[language] = 0
    (best, most), (other, second) = sorted(counts.items(), key=itemgetter(1), reverse=True)[:2]
    is_alone = most > _FAR * second and len(words) >= _MANY
    if not words or most < (_FEW if is_alone else _ENOUGH) * len(words):
        return None
    if most > 1.2 * second:
        return best
    pairs = ((best, other), (other, best)) if second else ()
    return next((one for one, next_to_it in pairs if _is_closer(one, next_to_it, frequencies)), None)


def _is_closer(one: str, other: str, frequencies: Counter[str]) -> bool:
    """Tell whether the words that two languages do not share speak for the one: it and its next of kin, such as Danish
    and Norwegian, have nearly the same share. If the most frequent ones do not tell, the less frequent ones may.
    """
    return _speak_for_one(STOP_WORDS[one], STOP_WORDS[other], frequencies) or (
        frequencies.total() >= _ENOUGH_WORDS
        and bool(theirs := common_words(other))
        and _speak_for_one(common_words(one), theirs, frequencies)
    )


def _speak_for_one(ones: frozenset[str], others: frozenset[str], frequencies: Counter[str]) -> bool:
    own, foreign = (
        sum(frequencies[word] for word in words & frequencies.keys())
        for words in (ones - others, others - ones)
    )
    return own >= _FEWEST_OWN and own > 2 * foreign
