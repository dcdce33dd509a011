"""dates/wrong-decade."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_TENS = (
    (
        2,
        r"zwanziger|twenties|vingt|veinte|venti|vinte|twintig|tjugotalet|tyverne|dwudziestych|dvacátých|двадцатых",
    ),
    (
        3,
        r"dreißiger|thirties|trente|treinta|trenta|trinta|dertig|trettiotalet|trediverne|trettitallet|trzydziestych|třicátých|тридцатых",
    ),
    (
        4,
        r"vierziger|forties|quarante|cuarenta|quaranta|quarenta|veertig|fyrtiotalet|fyrrerne|førtitallet|czterdziestych|čtyřicátých|сороковых",
    ),
    (
        5,
        r"fünfziger|fifties|cinquante|cincuenta|cinquanta|cinquenta|vijftig|femtiotalet|halvtredserne|femtitallet|pięćdziesiątych|padesátých|пятидесятых",
    ),
    (
        6,
        r"sechziger|sixties|soixante|sesenta|sessanta|sessenta|zestig|sextiotalet|tresserne|sekstitallet|sześćdziesiątych|šedesátých|шестидесятых",
    ),
    (
        7,
        r"siebziger|seventies|soixante-dix|setenta|settanta|zeventig|sjuttiotalet|halvfjerdserne|syttitallet|siedemdziesiątych|sedmdesátých|семидесятых",
    ),
    (
        8,
        r"achtziger|eighties|quatre-vingts?|ochenta|ottanta|oitenta|tachtig|åttiotalet|firserne|åttitallet|osiemdziesiątych|osmdesátých|восьмидесятых",
    ),
    (
        9,
        r"neunziger|nineties|quatre-vingt-dix|noventa|novanta|negentig|nittiotalet|halvfemserne|nittitallet|dziewięćdziesiątych|devadesátých|девяностых",
    ),
)
"""The words for the twenties to the nineties."""
_WORDS = one_of(*(rf"(?P<t{ten}>{words})" for ten, words in sorted(_TENS, key=lambda each: -len(each[1]))))
_FIGURES = r"(?P<century>1[6-9]|20)?(?P<ten>[1-9])0"
_NAMED = (
    rf"(?:den|der|die) (?:frühen |späten )?(?:{_FIGURES}er|{_WORDS})(?:[ -]?jahren?)",
    rf"the (?:early |late |mid-)?(?:{_FIGURES}['’]?s|(?:nineteen-?)?{_WORDS})",
    rf"(?:les|des|aux) années (?:{_FIGURES}|{_WORDS})",
    rf"(?:los|de los|en los) años (?:{_FIGURES}|{_WORDS})",
    rf"(?:gli|negli|degli) anni (?:['’]?{_FIGURES}|{_WORDS})",
    rf"(?:os|nos|dos) anos (?:{_FIGURES}|{_WORDS})",
    rf"(?:de )?jaren (?:['’]?{_FIGURES}|{_WORDS})",
    rf"(?:{_FIGURES}-tal(?:et|let)|{_WORDS})",
    rf"(?:{_FIGURES}['’]?erne|{_WORDS})",
    rf"latach (?:{_FIGURES}\.|{_WORDS})",
    rf"(?:{_FIGURES}\.|{_WORDS}) letech",
    rf"(?:{_FIGURES}-х|{_WORDS})(?: годах)?",
)
_EXACTLY = (
    "exactly|more precisely|precisely|namely|to be precise|more exactly|genauer(?: gesagt)?|genau|nämlich|exakt",
    "plus précisément|plus exactement|précisément|exactement|concretamente|exactamente|más exactamente|precisamente",
    "esattamente|per l'esattezza|più precisamente|exatamente|mais precisamente|precies|namelijk|om precies te zijn",
    "närmare bestämt|nämligen|nærmere bestemt|nemlig|a? ?dokładnie|dokładniej|mianowicie|přesněji|точнее|именно|а именно",
)
_SMALL = (
    r"in|im|the|year|jahre?|of|en|el|año|l'année|l'an|nel|nell'anno|em|no|ano|het|jaar|i|år|w|roku|roce|v|в|году|von|vom|des|de|del|du|au|à",
    r"spring|summer|autumn|fall|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno|estate|autunno",
    r"inverno|outono|verão|voorjaar|zomer|najaar|lente|herfst|våren|sommaren|hösten|vintern|foråret|sommeren|efteråret|høsten|vinteren",
    r"\p{L}{3,10}(?<=uary|rch|pril|may|june|july|ust|mber|ober|uar|ärz|mai|juni|juli|vier|vrier|juin|juillet|embre|obre|ero|zo|yo|io|naio|gno|glio)",
)
_YEAR = r"(?P<year>1[6-9]\d\d|20[0-2]\d)(?![\d%]|[.,]\d| ?[-–/—] ?\d)"
_LINK = rf"(?:,|:| \(| [–—])(?P<exactly>:? (?:{'|'.join(_EXACTLY)}),?:?)? ?(?:(?:{'|'.join(_SMALL)}) ){{0,4}}"
_CLOSED = r"(?=[,;:)]|\.(?!\d)|\Z)(?!, (?:and |und |et |y |e |en |och |og |i )?(?:in |im |en |nel |i |w )?[12]\d\d\d)"
_PATTERNS = tuple(
    regex_later(rf"(?i)(?<!\p{{L}})(?<!\d){named}(?!\p{{L}}){_LINK}{_YEAR}(?:{_CLOSED}|(?P<goes>))")
    for named in _NAMED
)
_SIGNS = (
    "0s",
    "ties",
    "0er",
    "ziger",
    "ßiger",
    "années",
    "años",
    "anni",
    "anos",
    "jaren",
    "tal",
    "erne",
    "latach",
    "letech",
    "0-х",
    "тых",
    "вых",
)


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"), needs=_SIGNS)
def wrong_decade(doc: Document) -> Iterator[Flag]:
    """A year does not lie in the decade that the text puts beside it.

    “In the seventies, more precisely in autumn 1983” contradicts itself. Only what stands directly together counts, and
    where no “more precisely” stands between the year must end its clause.

    Bad: In the seventies, more precisely in autumn 1983, the family moved in.
    Good: In the seventies, more precisely in autumn 1973, the family moved in, and in 1983 out.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    told_at: set[int] = set()
    for pattern in _PATTERNS:
        for match in kept_matches(pattern, doc.plain):
            if match.end("year") in told_at or (match["goes"] is not None and not match["exactly"]):
                continue
            year = int(match["year"])
            ten, century = _decade(match)
            if year // 10 % 10 != ten or (century and year // 100 != century):
                told_at.add(match.end("year"))
                start, end = match.start(), match.end("year")
                related = Related(*match.span("year"), "this is the year")
                yield Flag(start, end, f"{year} lies in the {year // 10 * 10}s", related=(related,))


def _decade(match: regex.Match[str]) -> tuple[int, int]:
    """Return the tens that are named, and the century if it is."""
    if match["ten"]:
        return int(match["ten"]), int(match["century"] or 0)
    return next(ten for ten, _ in _TENS if match[f"t{ten}"]), 0
