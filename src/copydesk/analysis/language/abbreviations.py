"""Abbreviations whose full stop ends no sentence."""

from __future__ import annotations

from copydesk.support.patterns import compile_later

_TITLES = "mr mrs ms dr prof rev hon sen rep gov gen col maj capt cmdr lt sgt cpl adm supt insp det dott sig ing arch"
_COMMON = """
    etc inc ltd llc co corp cos jr sr al st no nos vs dept est esq bros assn intl mfg plc ave blvd rd mt ste univ govt
    approx min max hrs mins secs yrs lbs oz ft sq cu cent cents vol fig figs pp ed eds cf ca viz resp tel ext incl excl
    seq abbr lit trans repr orig cit ibid misc esp verh ph
    jan feb mar apr jun jul aug sep sept oct nov dec okt dez
    bzw vgl usw usf evtl ggf inkl exkl zzgl bzgl geb gest mio mrd
    mld mln enz bijv evt ecc pag págs núm aprox env itd itp tys
"""
_STATES = """
    mass calif conn fla ariz ala ark colo del ill ind kan ky md me mich minn miss mo mont neb nev okla ore pa tenn tex
    va vt wash wis wyo ga la
"""
ABBREVIATIONS = frozenset(f"{_TITLES} {_COMMON}".split())
"""Titles, units, references and the like of several languages, in lower case, without their full stops."""
US_STATES = frozenset(_STATES.split())
"""States of the US as newspapers shorten them, in lower case; some are words as well."""

_LAST_WORD = compile_later(r"[^\W\d_]+\Z")
_LONGEST = 12


def ends_in_abbreviation(text: str, stop: int, abbreviations: frozenset[str] = ABBREVIATIONS) -> bool:
    """Whether the word that ends where a full stop stands is an abbreviation; `stop` is the full stop's offset."""
    word = _LAST_WORD.search(text, max(0, stop - _LONGEST), stop)
    return word is not None and word.group().lower() in abbreviations
