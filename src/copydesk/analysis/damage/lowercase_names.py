"""Names of things that are written in lower case: programs, websites and brands such as npm, etcd, oekom."""

from __future__ import annotations

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.names.lexicon import function_words
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_VOWEL = compile_later(r"[aeiouyäöüàâáãåæéèêëíìîïóòôõøœúùûů]")
_ADDRESS = compile_later(r"(?<=:)//[^\s()<>]+|\bhttps?:[^\s()<>]+")
_PART = compile_later(r"[/.@]([^\W\d_]+)(?=[/.\]\"']|\Z)")


def is_name_of_thing(word: str, names: frozenset[str]) -> bool:
    """Whether a word in lower case is a name: it has no vowel, or is one of the `names_of_things` in its article."""
    if word in function_words() or not word.isalpha():
        return False
    return not _VOWEL.search(word) or word in names


def names_of_things(source: str, code: list[Span]) -> frozenset[str]:
    """Return the words of which the addresses in an article are made, and what stands alone in its code."""
    parts = {part for address in kept_matches(_ADDRESS, source) for part in _PART.findall(address[0])}
    return frozenset(parts | {source[region.start : region.end].strip("`") for region in code})
