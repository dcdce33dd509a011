"""dates/backwards-years."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_SEASON = one_of(
    r"seasons?|campaign|school year|academic year|winter|budgets?|saison|schuljahr|wintersemester|spielzeit|\w*haushalts?",
    r"année scolaire|exercice|temporada|curso|campaña|época|stagione|anno scolastico|campionato|biennio|seizoen|schooljaar",
    r"säsong(?:en)?|sæson(?:en)?|sesong(?:en)?|läsåret|skoleåret|sezoni?e?|roku szkolnym",
)
_ONE_YEAR = one_of(
    r"academic year|school year|schuljahr|studienjahr|wintersemester|année (?:scolaire|universitaire|académique)|curso (?:escolar|académico)",
    r"anno (?:scolastico|accademico)|ano (?:letivo|lectivo|escolar|académico)|schooljaar|studiejaar|academiejaar|academisch jaar",
    r"läsåret|skoleåret|studieåret|studieår|roku (?:szkolnym|akademickim)|školní(?:m)? ro[ck][eu]?|akademick(?:ém|ý) ro[ck][eu]?|учебном году|tanévben",
)
_YEAR_BEFORE = regex_later(rf"(?i)(?<!\p{{L}}){_ONE_YEAR} \Z")
_YEAR_BEHIND = regex_later(rf"(?i) (?:{_ONE_YEAR})(?!\p{{L}})")
_SLASHED = regex_later(r"(?:19|20)(?<![\w/.-]..)\d\d[/–-](?P<two>(?:19|20)?\d\d)(?![\d/]|[.,-]\d)")
_SEASON_BEFORE = regex_later(rf"(?i)(?<!\p{{L}})(?:{_SEASON}) \Z")
_SEASON_BEHIND = regex_later(rf"(?i) (?:{_SEASON})(?!\p{{L}})")
_ERA = one_of(
    r"b\.?c\.?e?\.?(?!\p{L})|v\. ?chr\.|vor christus|voor christus|av(?:ant|\.) j(?:ésus|\.)-?|a\. ?c\.|antes de cristo",
    r"avanti cristo|f\.? ?kr\.?(?!\p{L})|före kristus|før kristus|p\. ?n\. ?e\.|przed naszą|př\. ?n\. ?l\.|до н\. ?э\.",
)
_ANCIENT = regex_later(rf"(?i)(?P<two>[1-9]\d{{1,3}}) (?:{_ERA})")
_SINCE = regex_later(
    r"(?i)(?<!\p{L})(?:from|von|de|du|del|desde|dal|da|van|från|fra|od|от|с) (?:the year |about |around |circa |c\. ?|etwa |ca\. |environ |circa |cerca )?(?P<one>[1-9]\d{1,3})(?: (?:BC|v\. Chr\.|av\. J\.-C\.|a\. ?C\.))?"
    r" (?:to|until|till|bis|à|al?|hasta|até|fino al|tot|till|til|do|до) \Z"
)
_NEAR = 40
_ERAS = (
    " BC",
    "B.C",
    "Chr.",
    "J.-",
    "J-C",
    "a.C",
    "Kr.",
    "Cristo",
    "n.e.",
    "n. e.",
    "n. l.",
    "n.l.",
    "н.э",
    "н. э",
    "erą",
    "Jésus",
    "Krist",
)


@rule(in_quotations=False, places=("body", "list", "caption", "heading"))
def backwards_years(doc: Document) -> Iterator[Flag]:
    """A season, or a span of years before Christ, ends before it begins.

    “The 2019/17 season” runs backwards, and a school year ends in the year after its first; and before Christ years are counted down, so “from 120 to 340 BC” does so too.

    Bad: He made his debut in the season 2019/17.
    Bad: The fort was lived in from 150 to 320 BC.
    Good: He made his debut in the season 2016/17, and the fort was lived in from 320 to 150 BC.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for match in kept_matches(_SLASHED, doc.plain):
        one, two = int(match.group()[:4]), match["two"]
        last = int(two) if len(two) == 4 else one // 100 * 100 + int(two)
        around = max(0, match.start() - _NEAR), match.start()
        if last > one + 1 or last == one:
            if _YEAR_BEFORE.search(doc.plain, *around) or _YEAR_BEHIND.match(doc.plain, match.end()):
                yield Flag(*match.span(), f"“{match.group()}” is no single school year")
            continue
        if last >= one or (len(two) == 2 and one % 100 == 99):
            continue
        before = _SEASON_BEFORE.search(doc.plain, max(0, match.start() - _NEAR), match.start())
        if before or _SEASON_BEHIND.match(doc.plain, match.end()):
            yield Flag(*match.span(), f"“{match.group()}” ends before it begins")
    if not any(era in doc.plain for era in _ERAS):
        return
    for match in kept_matches(_ANCIENT, doc.plain):
        since = _SINCE.search(doc.plain, max(0, match.start() - _NEAR), match.start())
        if since and int(match["two"]) > int(since["one"]):
            start, end = since.start(), match.end()
            message = f"“{doc.plain[start:end]}” ends before it begins: years before Christ are counted down"
            yield Flag(start, end, message)
