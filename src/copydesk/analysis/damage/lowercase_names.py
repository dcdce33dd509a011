"""Names of things that are written in lower case: programs, websites and brands such as npm, etcd, oekom."""

from __future__ import annotations

import regex

from copydesk.analysis.names.lexicon import function_words
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_VOWEL = compile_later(r"[aeiouyäöüàâáãåæéèêëíìîïóòôõøœúùûů]")


def is_name_of_thing(source: str, code: list[Span], word: str) -> bool:
    """Whether a word in lower case is a name: it has no vowel, or the article has it in an address or as code."""
    if word in function_words() or not word.isalpha():
        return False
    if not _VOWEL.search(word):
        return True
    escaped = regex.escape(word)
    in_address = rf"(?:(?<=://)|(?<=https?:[^\s()<>]{{2,80}}[/.@]))(?:www\.)?{escaped}(?=[/.)\]\"'\s>])"
    return regex.search(in_address, source) is not None or any(
        source[region.start : region.end].strip("`") == word for region in code
    )
