"""Slips of a scanner: what it takes letters and digits for, and the word or number that it had before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from copydesk.analysis.language.common_words import begins_common_word, common_words
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.wordlists import listed_words
from copydesk.analysis.names.lexicon import begins_word, function_words, is_forename, is_known, is_word
from copydesk.support.patterns import regex_later

_READINGS = (
    ("h", "li"),
    ("rn", "m"),
    ("b", "h"),
    ("li", "h"),
    ("c", "e"),
    ("ii", "n"),
    ("ii", "u"),
    ("vv", "w"),
    ("u", "n"),
    ("n", "u"),
    ("cl", "d"),
    ("m", "rn"),
)
"""What a scanner takes a letter for, and the letter."""
_ROMANCE = (("rnp", "mp"), ("rnb", "mb"), ("qn", "qu"), ("scb", "sch"))
_GERMANIC = (("scb", "sch"), ("cbt", "cht"), ("scn", "sch"))
_NEVER_MEET = {
    **dict.fromkeys(("fr", "es", "it", "pt", "ca", "ro"), _ROMANCE),
    "de": (*_GERMANIC, ("lß", "ß")),
    "nl": _GERMANIC,
}
"""By language: letters that never meet in its words, and what a scanner took for them."""
_CLEAR_READINGS = (("rn", "m"), ("vv", "w"), ("ii", "u"), ("ii", "n"))
"""Those of two letters, after which hardly any other word is left."""
_OF_CAPITALS = (("rnrn", "mm"), ("rn", "m"), ("m", "rn"), ("vv", "w"), ("ii", "n"), ("li", "h"))
"""The same in long words with a capital; often several of them are read so."""
_DOUBLE_I = frozenset(("fi", "ro"))
"""Languages in which ii stands in many words."""
_LONG_S = ("f", "s")
"""The same in print before 1800: only in the commonest words."""
_VOWELS = "aeiouyàáâéèêíóôú"
_SHORT = 3
_LONG = 6
"""How long a word with rn for an m is at least, where its like may be a word that is on no list."""
_ENDING = 2
_JOIN_PRONOUNS = frozenset(("ca", "es", "it"))
"""Languages in which an infinitive may be followed by the n of a pronoun."""
_RARE = 4
"""How long a word that is not one of the commonest is at least."""
_REAL_WORDS = {
    "com": "corn",
    "bom": "born",
    "tum": "turn",
    "carne": "came",
    "arid": "and",
    "aud": "and",
    "modem": "modern",
    "comer": "corner",
}
"""Words that are slips only where others show that the text was scanned."""
_NUMERONYM = regex_later(r"[A-Za-z]\d{2,}[A-Za-z]")
"""l10n: the letters between the first and the last, counted."""
_WITH_SIGN = regex_later(r"\p{Ll}+[I01]+\p{Ll}+|\p{Ll}{2,}I+|[01]\p{Ll}{3,}")
_ENDS_IN_ONES = regex_later(r"(\p{Ll}{2,})1{1,2}")
_NUMBER = regex_later(
    r"\d{1,3},(?=\d{0,2}O)[\dO]{3}|[1-9]\d{0,2}(?:,\d{3}){0,9}O+|\d+[Ol]\d+|l\d{2,3}(?:st|nd|rd|th)|l[89]\d\d"
)
_YEAR = regex_later(r"(?=\D?\d?\D?\d)(?=\d*\p{L})[1lI][5-9SBO][\dSOlIB]{2}|2[0O](?=\d?\p{L})[\dOlI]{2}")
MONTHS = frozenset(("September", "November", "December"))
"""Those with an m: no word has “rn” in its place."""
_LETTER_FOR_DIGIT = regex_later(r"[lI]\d{1,2}|\d{1,2}[lIO]|\d[lIO]\d")
_DIGIT_WITHIN = regex_later(r"\p{Ll}{3,}[01]{1,2}\p{Ll}{3,}|\p{Lu}\p{Ll}+[01]\p{Ll}{2,}")
_ONE_DIGIT = regex_later(r"\p{L}?\p{Ll}*(?:[01456]|11)\p{Ll}*")
_DIGITS = {"0": "oO", "1": "lIi", "4": "aąA", "5": "sS", "6": "óbG"}
"""What a scanner reads as these digits."""
_ELISION = regex_later(
    r"(?<![\p{L}\p{N}.,:/'’])(?:1|[Dd]e11|[Nn]e11|[Aa]11|[Ss]u11)['’](?=\p{Ll}{3}|[AEIOUÀÈÉÊ]\p{Ll}{2})"
)
"""A digit for the letter of an article: 1'école, de11'anno."""
_ELIDING = frozenset(("fr", "it", "ca"))
_ONE_FOR_L = regex_later(r"(?<![\p{L}\p{N}.,:/\-])I1s?(?=[ \u00a0]\p{Ll}+['’ \u00a0,])")
"""A scanner's “Il”."""
_WITH_IL = frozenset(("fr", "it"))
_CAPITAL_I = frozenset(("lch", "lhr", "lst", "lls"))
"""Small words with a small l for their capital i."""
_COUNTED = frozenset("km kg cm mm ha Uhr uur euro euros Euro kr kronor kroner zł".split())
"""What stands behind a number in several languages."""
_COMMON = STOP_WORDS["en"] | frozenset(
    "time home name same made make many much more most must may men man woman".split()
)


def may_be_number(token: str) -> bool:
    """Tell whether letters may stand for digits in a number of two or three digits: l4."""
    return _LETTER_FOR_DIGIT.fullmatch(token) is not None


def digit_in_word(token: str) -> str:
    """Return what a word was that has a digit for a letter in its middle: fæl1es; empty for other tokens."""
    match = _DIGIT_WITHIN.fullmatch(token)
    return token.replace("1", "l").replace("0", "o") if match else ""


_LONGEST_CODE = 4


@lru_cache(4096)
def word_with_digit(token: str, language: str) -> str:
    """Return the common word of a language that has a digit for one of its letters: c0nsultório; else nothing."""
    if not language or not _ONE_DIGIT.fullmatch(token) or token[-1] in "01":
        return ""
    if len(token) < (_SHORT + 2 if token[0].isdigit() else _SHORT):  # 1er, 5th
        return ""
    if token[-1].isdigit() and (len(token) <= _LONGEST_CODE or is_known(token[:-1], language)):
        return ""  # a move in chess, a model; a note's number stands behind a word
    digit = next(each for each in token if each in _DIGITS)
    readings = (token.replace(digit, letter) for letter in _DIGITS[digit])
    return next((word for word in readings if is_known(word, language)), "")


def letters_for_digits(text: str, language: str | None) -> Iterator[tuple[int, int, str]]:
    """Yield where a digit stands for the letter of a small word in French and Italian, and what the word was."""
    if language in _ELIDING and "1" in text:
        for match in _ELISION.finditer(text):
            yield *match.span(), match.group().replace("1", "l")
    if language in _WITH_IL and "I1" in text:
        for match in _ONE_FOR_L.finditer(text):
            yield *match.span(), match.group().replace("1", "l")


@lru_cache(4096)
def common_slip(token: str, language: str) -> str:
    """Return the common word of a language that a token was, which is no word itself: fernmes."""
    if len(token) < _LONG or not token.isalpha() or not token[1:].islower() or is_known(token, language):
        return ""
    if token.lower() in language_data(language).scanner_lookalikes:
        return ""
    for wrong, right in _CLEAR_READINGS:
        at = token.find(wrong)
        if at < 0 or (wrong == "ii" and language in _DOUBLE_I):
            continue
        word = token[:at] + right + token[at + len(wrong) :]
        if word.lower() in common_words(language) and not _may_be_rare(token, at, wrong, language):
            return word
    return ""


def may_be_common_slip(token: str) -> bool:
    """Tell whether letters stand in a token that a scanner takes for others; quick to tell."""
    return "rn" in token or "vv" in token or "ii" in token


def _may_be_rare(token: str, at: int, wrong: str, language: str) -> bool:
    """Tell whether a token may be a word that is on no list: fornos, of forno; conocernos, of conocer."""
    if begins_common_word(token[: max(_RARE, len(token) - _ENDING)].lower(), language):
        return True
    return wrong == "rn" and language in _JOIN_PRONOUNS and is_known(token[: at + 1], language)


@lru_cache(4096)
def likely_common_slip(token: str, language: str) -> str:
    """Return the common word that a token probably was, in a text with other slips."""
    if len(token) < _RARE + 1 or not token.isalpha() or not token.islower() or is_known(token, language):
        return ""
    if begins_common_word(token[: max(_RARE, len(token) - _ENDING)], language):
        return ""
    words = common_words(language)
    return next((word for word in _read_again(token) if word in words), "")


@cache
def words_behind_numbers(language: str | None) -> frozenset[str]:
    """Return what stands behind a number in a language: its months, years, and units."""
    data = language_data(language or "en")
    months = (name for line in data.months for name in line.split())
    return _COUNTED.union(months, data.year_units, data.month_units)


def is_sure_slip(slip: str, word: str) -> bool:
    """Tell whether one slip is enough: a long one, or “rn” for the “m” that ends one of the commonest words."""
    return len(slip) >= _RARE or slip in _CAPITAL_I or (slip == word[:-1] + "rn" and word.endswith("m"))


def looks_like_year(token: str) -> bool:
    """Tell whether letters stand for digits in a year: 1S47."""
    return _YEAR.fullmatch(token) is not None


@lru_cache(16384)
def sure_slip(token: str) -> str:
    """Return the English word or the number that a scanner surely had before it; empty for what is as it should be."""
    if token.isalpha() and token.islower():
        return _common_word(token) or _long_word(token)
    if _WITH_SIGN.fullmatch(token):
        return _letters(token)
    if (ends := _ENDS_IN_ONES.fullmatch(token)) and not is_word(
        ends[1]
    ):  # a note's number stands behind a word
        word = token.replace("1", "l")
        return word if is_word(word) else ""
    return number_meant(token)


def number_meant(token: str) -> str:
    """Return the number in which letters stand for digits: 4O, 1,OOO; empty for other tokens."""
    return token.replace("O", "0").replace("l", "1") if _NUMBER.fullmatch(token) else ""


@lru_cache(16384)
def likely_slip(token: str) -> str:
    """Return the English word that a scanner probably had before it, in a text with other slips."""
    if token in _REAL_WORDS:
        return _REAL_WORDS[token]
    if len(token) < _RARE or not token.isalpha() or not token.islower() or is_word(token):
        return ""
    if token in listed_words("scanner_lookalikes"):
        return ""
    return next((word for word in _read_again(token) if len(word) >= _RARE and is_word(word)), "")


@lru_cache(4096)
def capital_slip(token: str) -> str:
    """Return the long word that a token with a capital was, which is none itself: Cornrnittee, Govemment."""
    if len(token) <= _LONG or not token.isalpha() or not token[1:].islower():
        return ""
    small, common = token.lower(), common_words("en")
    found = ((wrong, right) for wrong, right in _OF_CAPITALS if wrong in small)
    word = next((each for pair in found for each in _readings(small, *pair) if each in common), "")
    if not word or is_word(small) or is_word(token) or begins_word(small[:-_ENDING]):
        return ""
    return word.capitalize()


def _readings(token: str, wrong: str, right: str) -> Iterator[str]:
    """Yield a token with letters read again, everywhere and in one place."""
    yield token.replace(wrong, right)
    at = token.find(wrong)
    while at >= 0:
        yield token[:at] + right + token[at + len(wrong) :]
        at = token.find(wrong, at + 1)


def real_words_in(spellings: frozenset[str]) -> dict[str, str]:
    """Return the English words of a scanned page that are slips of the scanner in it, each with what it was: com."""
    return {token: _REAL_WORDS[token] for token in spellings & _REAL_WORDS.keys()}


@lru_cache(4096)
def forename_meant(token: str) -> str:
    """Return the given name or the month that a capitalised word stands for: Thornas for Thomas."""
    if "rn" not in token or is_forename(token) or is_word(token):
        return ""
    name = token.replace("rn", "m", 1)
    if name in MONTHS:
        return name
    return name if len(name) >= _RARE and is_forename(name) else ""


@cache
def slips_in(language: str) -> dict[str, str]:
    """Return the slips for the commonest words of a language, each with its word."""
    data = language_data(language)
    words = {word for word in data.stop_words if len(word) > 2}
    slips = {slip: word for word in sorted(words) for slip in _misreadings(word)}
    # In a word of two letters only “m” tells: irn, urn.
    short = sorted(data.stop_words - words)
    slips |= {word.replace("m", "rn"): word for word in short if word.endswith("m") and len(word) > 1}
    slips |= {slip: "I" + slip[1:] for slip in _CAPITAL_I if "i" + slip[1:] in common_words(language)}
    return {
        slip: word
        for slip, word in slips.items()
        if slip not in function_words() and slip not in data.scanner_lookalikes
    }


def impossible_slip(token: str, language: str) -> str:
    """Return the word that letters stand for which never meet in a language: sirnples, gescbehen; empty if they may."""
    for wrong, right in _NEVER_MEET.get(language, ()):
        if wrong in token and len(token) >= _SHORT and token.isalpha() and token[1:].islower():
            return token.replace(wrong, right, 1)
    if (
        token[:2] == "rn"
        and len(token) >= _RARE
        and token.isalpha()
        and token.islower()
        and token[2] in _VOWELS
    ):
        return "m" + token[2:]
    return ""


def _misreadings(word: str) -> Iterator[str]:
    for wrong, right in _READINGS[:-1]:
        at = word.find(right)
        while at >= 0:
            yield word[:at] + wrong + word[at + len(right) :]
            at = word.find(right, at + 1)


def _read_again(token: str) -> Iterator[str]:
    for wrong, right in _READINGS:
        at = token.find(wrong)
        while at >= 0:
            yield token[:at] + right + token[at + len(wrong) :]
            at = token.find(wrong, at + 1)


def _common_word(found: str) -> str:
    if found.startswith("rn"):  # as no English word does
        return "m" + found[2:] if is_word("m" + found[2:]) else ""
    if found.startswith("ht") and len(found) > _RARE:  # nor so: httle
        return "lit" + found[2:] if is_word("lit" + found[2:]) else ""
    for wrong, right in (*_READINGS[:-2], _LONG_S):
        if wrong in found and (word := found.replace(wrong, right, 1)) in _COMMON:
            is_sound = len(found) > 2 and (wrong not in ("c", "n", "h") or len(found) > 3)
            return word if is_sound and not is_word(found) else ""
    return ""


def _long_word(found: str) -> str:
    """Return the English word that a long token was, or a short one that ends in its m: cornmunity, tearn."""
    if found.endswith("rn") and len(found) > _RARE and not is_word(found):
        word = found[:-2] + "m"
        return word if word in common_words("en") and found not in listed_words("scanner_lookalikes") else ""
    if len(found) < _LONG + 1 or "rn" not in found or is_word(found):
        return ""
    at, stem = found.rfind("rn"), found[:-_ENDING]
    word = found[:at] + "m" + found[at + 2 :]
    if word not in common_words("en"):
        return ""
    is_rare = is_word(stem) or begins_word(stem) or begins_common_word(stem, "en")  # sternly, of stern
    return "" if is_rare else word


def _letters(found: str) -> str:
    if _NUMERONYM.fullmatch(found):
        return ""
    readings = (found.replace("I", "l").replace("1", each).replace("0", "o") for each in "li")
    return next((word for word in readings if len(word) > 2 and is_word(word)), "")
