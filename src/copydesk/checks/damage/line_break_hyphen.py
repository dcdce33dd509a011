"""damage/line-break-hyphen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.scans.subject import speaks_of_scanning
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.detection import STOP_WORDS
from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.vocabulary.likely_words import likely_words
from copydesk.analysis.names.lexicon import CALENDAR, is_known, is_word, knows_words_of, nouns_have_capitals
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import regex_later

_BROKEN = regex_later(
    r"(?<![\p{L}\p{N}\-‐‑.'’])(\p{L}\p{Ll}+)[-‐\u00ad¬](?:[ \u00a0]|\r?\n)(\p{Ll}{2,})(?![\p{L}\p{N}\-‐‑])"
)
_HALVES = regex_later(r"(?P<first>\p{L}\p{Ll}{1,20})[-‐](?P<second>\p{Ll}{3,20})")
_HALVES_INSIDE = regex_later(r"(?<!\p{L})\p{L}\p{Ll}{1,20}[-‐]\p{Ll}{3,20}(?!\p{L})")
_LETTERS = regex_later(r"\p{L}+")
_ASIDE = regex_later(r"(?<=[\s\0(«“])[-–](?=[\p{L}«“¿¡])[^-–.!?;\n]{1,200}\Z")
_PREFIX_BEFORE = regex_later(
    r"(?i)\b(?:prefix|préfixe|prefijo|prefisso|prefixo|präfix|vorsilbe|voorvoegsel)\W{1,4}\Z"
)
_OBFUSCATED = regex_later(r"(?<=\w[ \u00a0]?[-–][ \u00a0]?)\Z")
"""Before a word between two hyphens, as people hide addresses from robots: nora - at- example.org."""
_PREFIXES = in_all_languages("prefixes")
"""What many styles join to a word with a hyphen of its own."""
_SHORT = 6
"""Short words of two halves that are none have their hyphen by custom: sci-fi."""
# Behind a hyphen that stands for the second half of a word: pre- and post-war, vor- oder nachher.
_ENDINGS = frozenset(
    "ment ments tion tions sion sions ness able ible ity ance ence ing tive sive ture ship ful ally ously ction ration".split()
)
_ONLY_ENDINGS = frozenset(
    "ment ments tion tions ction sion sions ration ously ences ances tive sive tures".split()
)
"""Those that nobody sets behind a hyphen, even in words that are on no list: abut-ments. In jest some say cat-ness."""
_SUSPENDING = in_all_languages("suspending_words")


@rule(places=("body", "list", "quote", "caption"), in_mentions=False)
def line_break_hyphen(doc: Document) -> Iterator[Flag]:
    """A line break's hyphen stands inside a word.

    Text taken from a PDF file or a scanned page keeps the hyphens of its line breaks: infor- mation. A hyphen at a
    line's real end is flagged only if the two halves are no words and the whole is one, or stands elsewhere, or in languages
    that join words without a hyphen; and one between two letters (infor-mation) only if the whole is a common word and
    one half is none. Hyphens that stand for a word's second half (pre- and post-war), in pairs for dashes -like these-
    in other languages, or for the rest of a name (all ng- attributes), stay.

    Bad: The board gave no infor- mation to the press.
    Good: The board gave no information in pre- and post-war years.
    Measured: 55 of 55 findings in 3,856 articles are faults; in a third the hyphen stands for a dash (python -m bench damage).
    """
    if knows_words_of(doc.language) and "-" in doc.text:
        yield from _inside_lines(doc)
    elif "-" in doc.text and language_data(doc.language).stop_words and not speaks_of_scanning(doc.text):
        yield from _inside_words(doc)
    if not _may_be_broken(doc.text) or speaks_of_scanning(doc.text):
        return
    for block in doc.blocks:
        if looks_like_code(doc.text, block.start, block.end):
            continue
        for match in _BROKEN.finditer(doc.text, block.start, block.end):
            first, second = match.groups()
            if "\n" in match.group() and "¬" not in match.group() and not _is_one_word(doc, first, second):
                continue
            if _is_prefix(doc, match) or _ends_aside(doc.text, block.start, match.end(1)):
                continue
            near = max(block.start, match.start() - 10)
            if second not in _SUSPENDING and not _OBFUSCATED.search(doc.text, near, match.start()):
                broken = " ".join(match.group().split())
                if is_word(first) and is_word(second) and not is_word(first + second):
                    message = f"a space follows the hyphen in “{broken}”"
                    suggestions: tuple[str, ...] = (
                        f"{first}-{second}",
                        f"{first} – {second}",
                        first + second,
                    )
                else:
                    message = f"“{broken}” is broken by a hyphen and a space"
                    suggestions = (first + second, f"{first}-{second}")
                    if (
                        second in language_data(doc.language).stop_words
                    ):  # lembre- se: a pronoun has its hyphen
                        suggestions = suggestions[::-1]
                yield Flag(*match.span(), message, suggestions)


def _inside_lines(doc: Document) -> Iterator[Flag]:
    """The hyphens of line breaks that have become part of a line without a space, each in a word that stands once."""
    broken = {
        written: "".join(halves.groups())
        for written in doc.spellings
        if ("-" in written or "‐" in written)
        and (halves := _HALVES.fullmatch(written))
        and _is_broken(*halves.groups())
    }
    matches = list(kept_matches(_HALVES_INSIDE, doc.text)) if broken else []
    found = Counter(match.group() for match in matches)
    for match in matches:
        written, at = match.group(), match.start()
        if written in broken and found[written] == 1 and doc.text[at - 1 : at] not in (".", "@", "/"):
            yield Flag(at, at + len(written), f"“{written}” is broken by a hyphen", (broken[written],))


def _inside_words(doc: Document) -> Iterator[Flag]:
    """The same in other languages: the whole word is common or stands elsewhere, or a German noun's second half is small."""
    mixed = [written for written in doc.spellings if "-" in written]
    words = doc.once(_words) if mixed else frozenset()
    for written in mixed:
        halves = _HALVES_OF_WORD.fullmatch(written)
        if halves is None or halves[1].lower() in _PREFIXES or len(written) <= _SHORT + 1:
            continue
        first, second = halves.groups()
        is_noun = nouns_have_capitals(doc.language) and first[0].isupper() and _NOUN_ENDING.search(second)
        stands_whole = first.lower() + second in words and not {first.lower(), second} <= words
        if not (is_noun or stands_whole or _halves_one_word(first.lower(), second, doc.language)):
            continue
        for match in regex.finditer(rf"(?<![\p{{L}}\-]){regex.escape(written)}(?![\p{{L}}\-])", doc.text):
            yield Flag(*match.span(), f"“{written}” is broken by a hyphen", (first + second,))


def _halves_one_word(first: str, second: str, language: str | None) -> bool:
    """Tell whether two halves are a common word of a language, and one of them is no word, nor both English ones.

    A second half of two letters may be a pronoun behind a hyphen of its own: ela fá-lo.
    """
    words = common_words(language)
    if _is_one_likely_word(first, second, language or ""):
        return True
    if first + second not in words or (is_word(first) and is_word(second)):
        return False
    if {first, second} <= words and len(second) > _PARTICLE:
        return language in _NEVER_HYPHENATE and len(first + second) >= _COMPOUND and first not in _PREFIXES
    return len(second) > _PARTICLE or first not in words or language not in _PRONOUNS_HAVE_HYPHENS


def _is_one_likely_word(first: str, second: str, language: str) -> bool:
    """Tell whether the whole is a likely word whose second half is none: pana-dería."""
    return (
        first + second in likely_words(language)
        and len(second) > _PARTICLE
        and not is_word(second)
        and second not in likely_words(language) | common_words(language)
    )


_PARTICLE = 2
_NEVER_HYPHENATE = frozenset(("da", "de", "nb", "nl", "sv"))
"""Languages that write compounds as one word: a common one has no hyphen but that of a line's end."""
_COMPOUND = 8
_PRONOUNS_HAVE_HYPHENS = frozenset(("ca", "fr", "pt", "ro"))
_HALVES_OF_WORD = regex_later(r"(\p{L}\p{Ll}{1,20})-(\p{Ll}{2,20})")
_NOUN_ENDING = regex_later(
    r"(?:\A(?:onen|ung|ungen|heit|keit|schaft|tion|tionen|ment)|(?:ungen|heiten|keiten|schaften|tionen))\Z"
)
"""How German nouns end, which have a capital behind a hyphen that is their own."""


def _is_broken(first: str, second: str) -> bool:
    """Whether two halves are one word, of which the second is none and the first no word that goes before others."""
    if first.lower() + second in language_data("en").closed_words:
        return True
    if is_word(second) or first in _PREFIXES:
        return False
    if not is_known(first + second, "en"):
        return second in _ONLY_ENDINGS and first.islower() and len(first) > _PARTICLE
    if first.endswith("o") and not is_word(first):
        return False  # gastro-intestinal: many styles write such compounds with a hyphen
    if f"{first}{second}" in CALENDAR:
        return True
    is_small = first in STOP_WORDS["en"]
    return is_small or (len(first + second) > _SHORT and (second in _ENDINGS or not is_word(first)))


def _ends_aside(text: str, start: int, end: int) -> bool:
    """Tell whether a hyphen stands for the second dash of a pair: “the mayor -so they say- has gone”."""
    return _ASIDE.search(text, max(start, end - 200), end) is not None


def _is_prefix(doc: Document, match: regex.Match[str]) -> bool:
    """Whether a text speaks of how words or names begin: the prefix hepat- from the Greek, all ng- attributes."""
    start = match.start()
    if _PREFIX_BEFORE.search(doc.text, max(0, start - 20), start):
        return True
    return match[2] in language_data(doc.language or "en").words_for_names


_SHORT_HALF = 3
_DOUBLING = frozenset("ed en er ers est ing ings y".split())
"""English endings before which the last letter is doubled."""
_PARTICLES = frozenset("all day eye guy man men off one out way".split())
"""Second halves that many compounds have behind a hyphen."""


def _is_one_word(doc: Document, first: str, second: str) -> bool:
    """Tell whether two halves at a line's end can be but one word, or stand unbroken elsewhere."""
    word = first + second
    if is_word(word) and not (is_word(second) and (is_word(first) or first.lower() in _PREFIXES)):
        return True
    if knows_words_of(doc.language) and first[-1] == second[0] and second[1:] in _DOUBLING:
        return True  # clap-per, bed-ding
    if knows_words_of(doc.language) and is_word(word) and first.lower() not in _PREFIXES:
        # a compound of so short a half has no hyphen, and “per” or “get” is no half: clap-per, tar-get
        return min(len(first), len(second)) == _SHORT_HALF and second not in _PARTICLES
    if (
        knows_words_of(doc.language)
        and not (is_word(first) or is_word(second))
        and first.lower() not in _PREFIXES
    ):
        return True  # halves of a rare word: wa- ger
    if word.lower() in doc.once(_words) or _halves_one_word(first.lower(), second, doc.language):
        return True
    return _can_be_one_word(doc, first.lower(), second)


def _can_be_one_word(doc: Document, first: str, second: str) -> bool:
    """Tell whether two halves are hardly a compound, in a language whose words are not known but whose rules are.

    Where compounds and pronouns have hyphens of their own, as in French, only halves that end as words do are certain.
    """
    language = language_data(doc.language)
    if not language.stop_words or knows_words_of(doc.language) or first in _PREFIXES or first.endswith("o"):
        return False
    if language.word_endings:
        halves = {first, second}
        return second in language.word_endings or (
            min(map(len, halves)) > _PARTICLE
            and bool(words := common_words(doc.language))
            and words.isdisjoint(halves)
        )
    small = language.stop_words | language.suspending_words
    return second not in small and first not in small and f"{first}-{second}" not in doc.text.lower()


def _words(doc: Document) -> frozenset[str]:
    """Return all runs of letters of a text, in lower case."""
    return frozenset(map(str.lower, _LETTERS.findall(doc.text)))


def _may_be_broken(text: str) -> bool:
    """Tell whether a hyphen stands between a letter and a space, and a small letter behind them; quick to tell."""
    for hyphen in ("- ", "‐ ", "\xad ", "¬ ", "-\xa0", "-\n", "¬\n", "-\r\n", "¬\r\n"):
        at = text.find(hyphen, 1)
        while at >= 0:
            if text[at - 1].isalpha() and text[at + len(hyphen) : at + len(hyphen) + 1].islower():
                return True
            at = text.find(hyphen, at + 2)
    return False
