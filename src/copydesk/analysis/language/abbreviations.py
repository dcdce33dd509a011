"""Abbreviations: tell whether a full stop belongs to an abbreviation and ends no sentence."""

from __future__ import annotations

from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.support.patterns import compile_later

ABBREVIATIONS = in_all_languages("abbreviations")
"""Titles, units, references and the like of several languages, in lower case, without their full stops."""
US_STATES = language_data("en").state_abbreviations
"""States of the US as newspapers shorten them, in lower case; some are words as well."""

ABBREVIATIONS_AND_STATES = ABBREVIATIONS | US_STATES

_LAST_WORD = compile_later(r"(?<![^\W\d_])[^\W\d_]+\Z")
_LONGEST = 12


def ends_in_abbreviation(text: str, stop: int, abbreviations: frozenset[str] = ABBREVIATIONS) -> bool:
    """Whether the word that ends where a full stop stands is an abbreviation; `stop` is the full stop's offset."""
    word = _LAST_WORD.search(text, max(0, stop - _LONGEST), stop)
    return word is not None and word.group().lower() in abbreviations
