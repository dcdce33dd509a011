"""dates/wrong-relative-year."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_LAST = one_of(
    "last year|letztes jahr|vergangenes jahr|im letzten jahr|im vergangenen jahr|im vorigen jahr|l'an dernier|l'année dernière|l'an passé",
    "el año pasado|l'anno scorso|lo scorso anno|no ano passado|vorig jaar|förra året|i fjol|sidste år|i fjor|w zeszłym roku|w ubiegłym roku",
)
_NEXT = one_of(
    "next year|nächstes jahr|kommendes jahr|im nächsten jahr|im kommenden jahr|l'an prochain|l'année prochaine|el próximo año",
    "el año que viene|l'anno prossimo|il prossimo anno|no próximo ano|volgend jaar|nästa år|næste år|neste år|w przyszłym roku|gelecek yıl",
)
_YEAR = regex_later(r"(?:19|20)(?<=[ (\[].{2})\d\d(?=['’][td]|[,.;)\]])(?![.,]\d)")
_NAMED = regex_later(
    rf"(?i)(?<!\p{{L}})(?:(?P<last>{_LAST})|(?P<next>{_NEXT}))(?:, (?:in |im |en |nel |em |i |w |also |namely )?| \(| \[)\Z"
)
_NEAR = 48
_BEFORE = one_of(
    "(?:the )?(?:previous|preceding) year|(?:the )?year before|(?:im |das )?vorjahr|(?:im )?jahr (?:davor|zuvor)|l'année (?:précédente|d'avant)",
    "(?:el )?año anterior|(?:l')?anno (?:precedente|prima)|(?:no )?ano anterior|(?:het )?jaar (?:ervoor|daarvoor)|(?:het )?voorgaande jaar",
    "året (?:innan|före|før|inden)|föregående år|forrige år|rok wcześniej|poprzedni\\w{1,3} roku?",
)
_BESIDE = regex_later(
    rf"(?i)(?<!\p{{L}})(?:{_BEFORE})(?:, | \(| [–—] )(?:in |im |en |nel |em |i |w )?(?P<year>(?:1[5-9]|20)\d\d)(?=[,.;)]| [–—])(?![.,]\d)"
)


@rule(in_quotations=False, places=("body", "list", "caption"))
def wrong_relative_year(doc: Document) -> Iterator[Flag]:
    """“Last year” or “next year” is given a year that it is not, by the article's own date.

    “The previous year, 2087” is wrong as long as 2087 is still to come.

    Bad: Published 3 March 2024 ¶ The mill was sold last year, in 2020, to a brewer.
    Good: Published 3 March 2024 ¶ The mill was sold last year, in 2023, to a brewer.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    yield from _beside_the_year_before(doc)
    for match in kept_matches(_YEAR, doc.plain):
        named = _NAMED.search(doc.plain, max(0, match.start() - _NEAR), match.start())
        if named is None:
            continue
        today = doc.year_of_writing
        if today and int(match.group()) != (today - 1 if named["last"] else today + 1):
            quoted = doc.plain[named.start() : match.end()]
            yield Flag(named.start(), match.end(), f"“{quoted}”, but the article is of {today}")


def _beside_the_year_before(doc: Document) -> Iterator[Flag]:
    """Find a year before another one that is still to come."""
    latest = doc.years_of_writing[1]
    for match in kept_matches(_BESIDE, doc.plain):
        if int(match["year"]) > latest:
            quoted = match.group().rstrip("( ")
            yield Flag(*match.span(), f"“{quoted}” is still to come")
