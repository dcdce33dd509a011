"""damage/mixed-script."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.lexicon import is_word
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, regex_later

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіїјѕԁһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxiïjsdh" + "ABEZHIKMNOPTYXo"
)
_SMALL_LOOKALIKES = str.maketrans("υνιρακγητεχωвкмнтшь", "uvipakyntexwbkmhtwb")
"""Small letters that look alike only at a glance; they count inside longer words."""
_IN_CYRILLIC = str.maketrans("ABEKMHOPCTYXaeopcyxi", "АВЕКМНОРСТУХаеорсухі")
_LONGER = 4
_STRANGE = compile_later("[\u0370-\u03ff\u0400-\u052f]")
_MIXED = regex_later(
    r"(?<![\p{Latin}\p{Cyrillic}\p{Greek}])[\p{Latin}\p{Cyrillic}\p{Greek}]*(?:\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin})[\p{Latin}\p{Cyrillic}\p{Greek}]*"
)

_ONE_GREEK = regex_later(r"\p{L}?\p{Latin}+[\p{Greek}\p{Cyrillic}]\p{Latin}{1,20}")
_ONE_LATIN = regex_later(
    r"\p{Lu}?\p{Cyrillic}{1,20}[ABEKMHOPCTYXaeopcyxi]\p{Cyrillic}{1,20}|[ABEKMHOPCTYX]\p{Cyrillic}{4,20}"
)
_ABOUT_LETTERS = compile_later(
    r"(?i:\b(?:cyrillic|greek letters?|homo(?:glyph|graph)\w*|look-?alikes?|spoof\w*|phish\w*|impost\w+|domains?|fakes?"
    r"|urls?|kyrillisch\w*|cyrillique\w*|cirílic\w*|cyrylic\w*)\b)"
)
"""Words of a text that shows such letters on purpose."""


@rule(fixable=True, front_matter="alone")
def mixed_script(doc: Document) -> Iterator[Flag]:
    """Letters of two alphabets stand in one word.

    A Cyrillic “о” looks like a Latin one, and neither a search nor a spelling checker takes the one for the other.
    They come with text that was scanned, retyped on another keyboard, or disguised. Flagged where every strange
    letter looks like one of the word's own alphabet; signs such as µ, and α in formulas, stay. Where other words of the
    paragraph have Cyrillic letters that look like none, as in “espaсol tambiйn”, it was read in the wrong encoding:
    nothing is suggested, for “espaсol” was “español”, and not “espacol”.

    Bad: The c\u043eunc\u0456l met on Monday.
    Good: The μm and the α-helix, Москва and Moscow.
    Measured: no finding in 5,630 articles.
    """
    if doc.text.isascii() or not _STRANGE.search(doc.text):
        return
    for match in kept_matches(_MIXED, doc.text):
        block = doc.block_at(match.start())
        is_misread = block is not None and block.start in doc.once(_misread_blocks)
        word = match.group()
        plain = word.translate(_LOOKALIKES)
        if not plain.isascii() and len(word) > _LONGER and _ONE_GREEK.fullmatch(word):
            plain = plain.translate(_SMALL_LOOKALIKES)
        elif len(word) > _LONGER and _ONE_LATIN.fullmatch(word):
            whole = word.translate(_IN_CYRILLIC)
            yield Flag(
                *match.span(),
                f"a letter in “{word}” is a Latin one that looks like another",
                () if is_misread else (whole,),
                is_sure=False,
            )
            continue
        if len(word) > 2 and plain != word and regex.fullmatch(r"\p{Latin}+", plain) and plain[1:].islower():
            strange = next(letter for letter, own in zip(word, plain, strict=True) if letter != own)
            script = "Greek" if regex.match(r"\p{Greek}", strange) else "Cyrillic"
            yield Flag(
                *match.span(),
                f"“{strange}” in “{word}” is a {script} letter that looks like another",
                () if is_misread else (plain,),
                is_sure=is_word(plain)
                and plain.islower()  # with a capital it may be a name
                and len(doc.once(_mixed_words))
                > 1  # a single one may be a name that is made to look like another
                and plain not in doc.text[slice(*doc.sentence_at(match.start()))]
                and not doc.once(_speaks_of_letters)
                and doc.is_plain_prose(*match.span()),
            )


def _mixed_words(doc: Document) -> frozenset[str]:
    return frozenset(_MIXED.findall(doc.text))


def _misread_blocks(doc: Document) -> frozenset[int]:
    """Return where the blocks begin in which a word of Latin letters has a strange one that looks like none of them."""
    return frozenset(
        block.start
        for block in doc.blocks
        if any(map(_is_misread, _MIXED.findall(doc.text, block.start, block.end)))
    )


def _is_misread(word: str) -> bool:
    latin = sum(map(str.isascii, word))
    return 2 * latin > len(word) and not regex.fullmatch(r"\p{Latin}+", word.translate(_LOOKALIKES))


def _speaks_of_letters(doc: Document) -> bool:
    return _ABOUT_LETTERS.search(doc.text) is not None
