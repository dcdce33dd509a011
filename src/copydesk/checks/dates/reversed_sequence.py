"""dates/reversed-sequence."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d|[-–/]\d)"
_SUCCESSOR = one_of(
    "(?:his|her|their|whose) successor|(?:sein|ihr)e? nachfolger(?:in)?|son successeur|sa successeure|su sucesora?|il suo successore|o seu sucessor|a sua sucessora",
    "zijn opvolger|haar opvolger|hans efterträdare|hennes efterträdare|hans efterfølger|hendes efterfølger|hans etterfølger|hennes etterfølger",
    "jego następc\\w+|jej następc\\w+|jeho nástupc\\w+|její nástupc\\w+|его преемник\\w*|её преемник\\w*",
)
_TOOK_OVER = one_of(
    "took over|took office|took up|succeeded|was appointed|was elected|was installed|has been in charge since|übernahm|trat|amtierte",
    "prit|reprit|fut (?:nommée?|élue?)|a pris|entra en fonction|asumió|tomó|fue (?:nombrad[ao]|elegid[ao])|prese|subentrò|fu (?:nominat[ao]|elett[ao])|assumiu|tomou posse",
    "trad aan|nam over|nam het|tillträdde|tog över|utsågs|valdes|tiltrådte|overtog|overtok|tiltrådte|objął|objęła|przejął|przejęła|nastoupil\\w?|převzal\\w?|вступил\\w?",
)
_LEFT = one_of(
    "until|retire\\w*|resign\\w*|stepped down|left|death|died|departure|quit|bis|rücktritt|ruhestand|tod|starb|abschied|jusqu'en|jusqu'à|démission\\w*|retraite|mort|départ|décès",
    "hasta|dimi\\w+|jubil\\w+|muerte|murió|retir\\w+|fino al|dimission\\w*|pension\\w*|morte|morì|até|reform\\w+|demi\\w+|morreu|tot|pensioen|dood|overleed|till|avgick|död\\w*|dog|pension\\w*",
    "indtil|til|død|døde|fratræd\\w*|avgang|avgikk|pensjon\\w*|do|śmier\\w+|zmarł\\w?|odszedł|odeszła|emerytur\\w+|odchod\\w*|smrt\\w?|zemřel\\w?|до|смерт\\w+|умер\\w*|отставк\\w+",
)
_HANDED_OVER = regex_later(
    rf"(?i)(?<!\p{{L}})(?:{_LEFT})(?!\p{{L}})[^.;!?\n]{{0,50}}?(?P<one>{_YEAR})(?P<rest>[^.!?\n]{{0,90}})(?:[.;] ?|, )(?:and |und |et |y |e )?{_SUCCESSOR}(?!\p{{L}})"
    rf"[^.;!?\n]{{0,90}}?(?<!\p{{L}})(?:{_TOOK_OVER})(?!\p{{L}})[^.;!?\n\d]{{0,40}}?(?P<two>{_YEAR})"
)
_WORK = "album|record|disco|disque|platte|novel|roman|novela|romanzo|romance|film|book|buch|livre|libro|livro|boek|bok|bog|single|season|staffel|symphony|play|skiva|plate|płyta|album|powieść|deska|альбом|роман|книга"
_FIRST = "first|debut|erste[nrms]?|debüt\\w*|premier|première|primer[ao]?|primeir[ao]|prim[ao]|debutto|eerste|debuut|första|debut\\w*|første|pierwsz\\w+|debiut\\w*|první|debut|первый|первая|первого"
_SECOND = "second|third|zweite[nrms]?|dritte[nrms]?|deuxième|troisième|segund[ao]|tercer[ao]?|second[ao]|terz[ao]|terceir[ao]|tweede|derde|andra|tredje|anden|andre|drug\\w{1,2}|trzeci\\w?|druh\\w|třetí|второй|вторая|третий"
_RELEASED = "came out|appeared|was (?:released|published)|followed|released|published|erschien|kam heraus|est sorti|sortit|est paru|parut|salió|apareció|se publicó|uscì|è uscito|saiu|foi (?:lançado|editado|publicado)|verscheen|kwam uit|kom|utkom|udkom|ukazał\\w+ się|wyszł\\w+|vyšl\\w+|вышел|вышла"
_LATER_WORK = regex_later(
    rf"(?i)(?<!\p{{L}})(?:{_SECOND}) (?:\p{{L}}+ )?(?:{_WORK})[^.;!?\n]{{0,50}}?(?<!\p{{L}})(?:{_RELEASED})(?!\p{{L}})[^.;!?\n\d]{{0,24}}(?P<two>{_YEAR})"
    rf"[^.!?\n]{{0,50}}?(?<!\p{{L}})(?:after|nach|après|después|dopo|depois|na|efter|etter|po|za|после) [^.;!?\n\d]{{0,20}}?(?:{_FIRST})(?!\p{{L}})[^.;!?\n\d]{{0,50}}(?P<one>{_YEAR})"
)
_AGAIN = "again|igjen|once more|wieder|erneut|à nouveau|de nouveau|de nuevo|otra vez|di nuovo|nuovamente|de novo|novamente|opnieuw|weer|igen|åter|på nytt|ponownie|znowu|znów|opět|znovu|снова|вновь"
_TWICE = regex_later(
    rf"(?i)(?P<one>{_YEAR})(?P<middle>[^.;!?\n]{{3,60}}?)(?P<two>{_YEAR})(?P<last>,? (?:(?:and|und|et|y|e|en|og|och|i|a|и) )?[^.;!?\n\d]{{0,40}}?(?<!\p{{L}})(?:{_AGAIN})(?!\p{{L}})[^.;!?\n\d]{{0,30}})(?P<three>{_YEAR})"
)
_HAD = regex_later(
    r"(?i)(?<!\p{L})(?:had|hatte|hatten|avait|avaient|había|habían|aveva|avevano|tinha|tinham|had(?:den)?|hade|havde|hadde|than|before|vor|avant|antes|prima|voor|före|før|przed|před|already|bereits|déjà|ya|già|já)(?!\p{L})"
)
_SIGNS: tuple[str, ...] = (
    "uccess",
    "achfolger",
    "ucesor",
    "ucessor",
    "pvolger",
    "fter",
    "tter",
    "astępc",
    "ástupc",
    "реемник",
    *("again", "igjen", "wieder", "nouveau", "nuevo", "nuov", "novo", "igen", "opnieuw"),
)
_SIGNS += (
    "after",
    "nach",
    "après",
    "después",
    "dopo",
    "depois",
    " na ",
    " po ",
    "znow",
    "ponownie",
    "znovu",
    "opět",
    "снова",
    "после",
    "weer",
    "erneut",
    "once more",
    "otra vez",
    "nytt",
    "åter",
)


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"), needs=_SIGNS)
def reversed_sequence(doc: Document) -> Iterator[Flag]:
    """What follows something is dated before it.

    A successor takes over before the other has left, a second album comes out before the first, and a club goes up
    “again” in a year before it went down. Silent where a clause looks back (“had”, “before”, “already”).

    Bad: He led the trust until his retirement in 1994. His successor, Joan Cray, took over in 1991.
    Bad: The second album came out in 2008, three years after the first, released in 2011.
    Good: He led the trust until his retirement in 1994. His successor, Joan Cray, took over in 1994.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for pattern, why in (
        (_HANDED_OVER, "when the other had not left yet"),
        (_LATER_WORK, "before what it follows"),
    ):
        for match in kept_matches(pattern, doc.plain):
            if int(match["two"]) < int(match["one"]) and not (
                pattern is _HANDED_OVER and _HAD.search(doc.plain, match.end("rest"), match.end())
            ):
                related = Related(*match.span("one"), "the other year is here")
                yield Flag(*match.span("two"), f"{match['two']}, {why} ({match['one']})", related=(related,))
    for match in kept_matches(_TWICE, doc.plain):
        one, two, three = (int(match[name]) for name in ("one", "two", "three"))
        if one < two and one < three < two and not _HAD.search(match["last"]):
            message = f"“again” in {three}, but this is told as later than {two}"
            yield Flag(*match.span("three"), message, related=(Related(*match.span("two"), "this year"),))
