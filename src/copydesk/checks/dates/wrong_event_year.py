"""dates/wrong-event-year."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.claims.events import EVENT, SIGNS, is_a_slip, right_year
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_FIRST_WAR = one_of(
    "first world war|world war (?:one|i(?!i))|great war|erste[nrs]? weltkriegs?|première guerre mondiale|grande guerre|primera guerra mundial|prima guerra mondiale",
    "primeira guerra mundial|eerste wereldoorlog|första världskriget|første verdenskrig|pierwsz\\w{1,3} wojn\\w światow\\w{1,3}|i wojn\\w światow\\w{1,3}|první světov\\w+ válk\\w+|перв\\w+ миров\\w+ войн\\w+",
)
_SECOND_WAR = one_of(
    "second world war|world war (?:two|ii)|zweite[nrs]? weltkriegs?|(?:seconde|deuxième) guerre mondiale|segunda guerra mundial|seconda guerra mondiale|tweede wereldoorlog",
    "andra världskriget|anden verdenskrig|andre verdenskrig|drug\\w{1,3} wojn\\w światow\\w{1,3}|ii wojn\\w światow\\w{1,3}|druh\\w+ světov\\w+ válk\\w+|втор\\w+ миров\\w+ войн\\w+",
)
_THIRTY = one_of(
    "thirty years' war|dreißigjährige[nr]? kriege?s?|guerre de trente ans|guerra de los treinta años|guerra dei trent'anni|guerra dos trinta anos|dertigjarige oorlog",
    "trettioåriga kriget|trediveårskrig\\w*|trettiårskrig\\w*|wojn\\w trzydziestoletni\\w*|třicetilet\\w+ válk\\w+",
)
_WARS = (
    (_FIRST_WAR, (1914,), (1918, 1919)),
    (_SECOND_WAR, (1937, 1939, 1940, 1941), (1945,)),
    (_THIRTY, (1618,), (1648,)),
    (
        one_of(
            "hundred years' war|hundertjährige[nr]? kriege?s?|guerre de cent ans|guerra de los cien años|guerra dei cent'anni|honderdjarige oorlog"
        ),
        (1337,),
        (1453,),
    ),
    (
        one_of(
            "seven years' war|siebenjährige[nr]? kriege?s?|guerre de sept ans|guerra de los siete años|guerra dei sette anni|zevenjarige oorlog"
        ),
        (1754, 1756),
        (1763,),
    ),
    (
        one_of(
            "american civil war|amerikanische[nr]? bürgerkriege?s?|guerre de sécession|guerra de secesión"
        ),
        (1861,),
        (1865,),
    ),
    (
        one_of(
            "spanish civil war|spanische[nr]? bürgerkriege?s?|guerre d'espagne|guerre civile espagnole|guerra civil española|guerra civile spagnola|guerra civil espanhola|(?-i:Guerra Civil)(?= (?:estalló|terminó|acabó|empezó|comenzó))"
        ),
        (1936,),
        (1939,),
    ),
    (
        one_of("korean war|koreakrieg(?:es|s)?|guerre de corée|guerra de corea|guerra di corea"),
        (1950,),
        (1953,),
    ),
    (
        one_of("crimean war|krimkrieg(?:es|s)?|guerre de crimée|guerra de crimea|guerra di crimea"),
        (1853,),
        (1856,),
    ),
)
"""Wars, and the years that they are said to have begun and ended in."""
_NAMES = one_of(*(f"(?P<w{at}>{names})" for at, (names, *_) in enumerate(_WARS)))
_YEAR = r"(?:1[3-9]|20)\d\d(?!\d)"
_SPAN = regex_later(
    rf"(?i)(?<!\p{{L}}){_NAMES}(?!\p{{L}}),? ?(?:\(|from |von |de |dal |från |fra |van )(?:(?:from|de|von) )?(?P<one>{_YEAR})(?: ?[-–—] ?| to | bis | à | a | al | till | til | tot )(?P<two>{_YEAR}|\d\d(?=\)))"
)
_ENDED = regex_later(
    rf"(?i)(?<!\p{{L}})(?:(?:end|ende|fin|fine|fim|einde|slutet|slutningen|slutten) (?:of (?:the )?|des |der |de la |della |da |van de |av |af )?{_NAMES}(?: (?:in|im jahre?|en|nel|em|i))?|{_NAMES.replace('?P<w', '?P<v')} (?:ended|endete|finit|terminó|finì|terminou|eindigde|slutade|sluttede|sluttet) (?:in|im jahre?|en|nel|em|i)) (?P<two>{_YEAR})"
)
_BEGAN = one_of(
    r"broke out|began|started|ausgebrochen|brach|begann|éclat[ae]|éclatée?|commença|commencée?|estalló|empezó|comenzó",
    r"scoppi[oò]|iniziò|iniziata|começou|eclodiu|uitgebroken|uitbrak|begon|bröt ut|utbröt|började|brød ud|udbrød|begyndte|brøt ut",
    r"utbrøt|begynte|wybuch(?:ła|nęła)|vypukla|začala",
)
_ENDED_THEN = one_of(
    r"ended|finished|was over|endete|finit|s'acheva|se termina|terminó|acabó|finì|terminò|terminou|acabou",
    r"eindigde|afliep|slutade|upphörde|sluttede|sluttet|endte|skończyła(?: się)?|zakończyła(?: się)?|skončila",
)
_BEGINNING = one_of(
    r"outbreak|start|beginning|ausbruchs?|beginns?|déclenchement|début|estallido|comienzo|scoppio|inizio|início|eclosão|uitbreken",
    r"begin|utbrottet|udbruddet|utbruddet|wybuch(?:u|em|owi)?|początk\w{1,2}|vypuknutí|začátku",
)
_ENDING = one_of(
    r"end|close|endes?|fin|fine|fim|final|einde|slutet|slutningen|slutten|koniec|końcu|końca|zakończeni\w{1,3}|konec|konce|skončení"
)
_NEXT = r"(?:(?![.!?;:(]|\d| (?:when|after|before|until|and|als|nach|vor|bis|und|après|avant|et|después|antes|y|dopo|prima|e|na|voor|en|po|przed|i|när|da|och|og|a) )[^\n]){0,40}?"
_IN_YEAR = r"(?: (?:in|of|im jahre?|am \d{1,2}\. \p{L}{3,9}|en|de|nel|del|em|i|w|ve?|år|roce))? (?P<year>(?:1[3-9]|20)\d\d)(?!\d)"
_ITS_OWN = r"(?! (?:his|her|their|its|my|our|the|a|sein|ihr|die|das|den|sa|son|ses|leur|la|su|sus|il|o|a|zijn|haar|het)\w{0,2} )"
_WHAT = rf"(?<!\p{{L}})(?:(?P<begins>{_BEGINNING})|(?P<ends>{_ENDING}))(?: \p{{L}}{{1,4}}){{0,2}} "
_VERBS = rf"(?:(?P<begins>{_BEGAN})|(?P<ends>{_ENDED_THEN}))(?!\p{{L}})"
_GENITIVE = r"(?:(?P<begins>utbrott|udbrud|utbrudd)|(?P<ends>slut|slutning|slutt))"
_SHORT = r"(?:(?!\d)[^.!?;:,()\n]){0,20}?"
_TOLD = (
    regex_later(rf"(?i)(?<!\p{{L}}){_NAMES}(?!\p{{L}}){_NEXT} {_VERBS}{_ITS_OWN}{_SHORT}{_IN_YEAR}"),
    regex_later(rf"(?i){_WHAT}{_NAMES}(?!\p{{L}}),?{_IN_YEAR}"),
    regex_later(rf"(?i)(?<!\p{{L}}){_NAMES},? (?:die|das|der|welcher){_IN_YEAR} {_VERBS}"),
    regex_later(rf"(?i)(?<!\p{{L}}){_NAMES}s {_GENITIVE}{_IN_YEAR}"),
)
"""“the Second World War, which began in Poland in 1939”, “the outbreak of the First World War in 1914”."""
_WAR = one_of(
    r"(?:end|close) of the war|war ended|war was over|kriegsendes?|ende des krieges|krieg endete|fin de la guerre|guerre finie|fin de la guerra",
    r"fine della guerra|fim da guerra|einde van de oorlog|krigets slut|krigsslutet|krigens slutning|krigens slutt|slutten av krigen",
    r"zakończeni\w{1,3} wojny|koniec wojny|końcu wojny|po wojnie,|konec války|konce války|skončení války",
)
_AFTER_THE_WAR = regex_later(rf"(?i)(?<!\p{{L}}){_WAR},?{_IN_YEAR}")
_WRONG_ENDS = (1925, 1935, 1954, 1955, 1985)
"""Years that are slips of 1945, and in which no great war ended but in the lands that `_OTHER_WARS` names."""
_OTHER_WARS = regex_later(
    r"(?i)(?<!\p{L})(?:indo[ck]hin|vi[eê]t|alg[ée]r|[ck]or[eé]a|rif\b|chin[ae]|irak|ira[nq])"
)
_ARMISTICE = regex_later(
    r"(?i)(?<!\p{L})(?:armistice|waffenstillstands?|armisticio|armistizio|wapenstilstand|rozejmu?)(?!\p{L})[^.!?\d\n]{0,20}11[.º]? (?:de )?(?:novemb\p{L}{2,3}|noviembre|listopada)(?: de)? (?P<year>1\d\d\d)"
)
_CHANGED = ("1198", "1819", "1891", "1981")
"""1918 with two of its digits in each other's place."""
_FEASTS = regex_later(
    r"(?i)(?<!\p{L})"
    + one_of(
        r"annivers|jubil|celebr|commemor|comm[ée]mor|remember|jahrestag|gedenk|feier|fête",
        r"years? (?:after|since)|jahre (?:nach|seit)|exhibition|ausstellung|mostra|exposi|film|verfilm|panel",
        r"talk|lecture|debat|conferen|konferen|symposi|series|vortrag|kongress|colloque|conféren|discuss|novel",
        r"roman|book|play|buch|livre|rocznic|herdenk|herdacht|conmemor|ceremon|cérémon",
    )
    + r""
)
_SUMMER = one_of(
    "summer olympics|summer (?:olympic )?games|olympische[nr]? sommerspiele?n?|jeux (?:olympiques )?d'été|juegos olímpicos de verano|olimpiadi estive|giochi olimpici estivi",
    "jogos olímpicos de verão|olympische zomerspelen|zomerspelen|sommar-os|sommer-ol|letnich igrzyskach(?: olimpijskich)?|letních olympijských hrách",
)
_WINTER = one_of(
    "winter olympics|winter (?:olympic )?games|olympische[nr]? winterspiele?n?|jeux (?:olympiques )?d'hiver|juegos olímpicos de invierno|olimpiadi invernali|giochi olimpici invernali",
    "jogos olímpicos de inverno|olympische winterspelen|winterspelen|vinter-os|vinter-ol|zimowych igrzyskach(?: olimpijskich)?|zimních olympijských hrách",
)
_GAMES = one_of(rf"(?P<summer>{_SUMMER})", rf"(?P<winter>{_WINTER})")
_OF = r"(?: (?:of|von|de|del|di|van|w|v|i|im jahre?|in|en|nel|em))?"
_HELD = regex_later(
    rf"(?i)(?<![\d-])(?:(?P<year>(?:19|20)\d\d) {_GAMES}|{_GAMES.replace('summer>', 'summer2>').replace('winter>', 'winter2>')}{_OF} (?P<year2>(?:19|20)\d\d))(?![\p{{L}}\d-])"
)
_HOSTS = (
    (one_of("rio(?: de janeiro)?"), (2016,)), (one_of("tokyo|tokio|tóquio"), (1964, 2020, 2021)), (one_of("london|londres|londra|londen"), (1908, 1948, 2012)),
    (one_of("beijing|pekin[g]?|pequim|pechino"), (2008, 2022)), (one_of("athens|athen|athènes|atenas|atene"), (1896, 1906, 2004)), (one_of("sydney"), (2000,)),
    (one_of("atlanta"), (1996,)), (one_of("barcelona"), (1992,)), (one_of("seoul|seúl"), (1988,)), (one_of("los angeles"), (1932, 1984, 2028)),
    (one_of("moscow|moskau|moscou|moscú|mosca|moskva"), (1980,)), (one_of("montreal|montréal"), (1976,)), (one_of("munich|münchen|múnich|monaco di baviera"), (1972,)),
    (one_of("mexico city|mexiko-stadt|mexico"), (1968,)), (one_of("rome|rom|roma"), (1960,)), (one_of("melbourne"), (1956,)), (one_of("helsinki"), (1952,)),
    (one_of("berlin|berlín|berlino"), (1916, 1936)), (one_of("paris|parís|parigi"), (1900, 1924, 2024)), (one_of("turin|torino"), (2006,)), (one_of("vancouver"), (2010,)),
    (one_of("sochi|sotschi|sotchi"), (2014,)), (one_of("pyeongchang"), (2018,)), (one_of("lillehammer"), (1994,)), (one_of("nagano"), (1998,)),
    (one_of("salt lake city"), (2002,)), (one_of("albertville"), (1992,)), (one_of("calgary"), (1988,)), (one_of("sarajevo"), (1984,)),
)  # fmt: skip
_CITY = one_of(*(f"(?P<c{at}>{names})" for at, (names, _) in enumerate(_HOSTS)))
_OLYMPICS = one_of(
    "olympics|olympic games|olympische[nr]? spielen?|jeux olympiques|juegos olímpicos|olimpiadi|jogos olímpicos|olympische spelen"
)
_IN_CITY = regex_later(
    rf"(?i)(?<![\d-])(?P<year>(?:19|20)\d\d) (?:(?:summer|winter) )?(?:olympics|(?:olympic )?games|olympische[nr]? spielen?) (?:in|at|von) {_CITY}(?!\p{{L}})"
    rf"|{_OLYMPICS} (?:in|von|de|di|à|a|em) {_CITY.replace('?P<c', '?P<d')}(?: (?:in|im jahre?|en|nel|de|em))?,? \(?(?P<year2>(?:19|20)\d\d)(?!\d)"
)
_FOUR = 4
_WINTERS = (*range(1924, 1993, 4), *range(1994, 2100, 4))
_NOT_HELD = (1906, 2021)
_SIGNS = (
    *(
        "World War",
        "world war",
        "Great War",
        "Civil War",
        "Korean War",
        "Crimean War",
        "years' war",
        "Years' War",
    ),
    *(
        "eltkrieg",
        "ährige",
        "ürgerkrieg",
        "Koreakrieg",
        "Krimkrieg",
        "uerre mondiale",
        "uerre de ",
        "rande Guerre",
    ),
    *(
        "uerra mundial",
        "uerra Mundial",
        "uerra mondiale",
        "uerra de ",
        "uerra di ",
        "uerra dei ",
        "rande Guerra",
    ),
    *(
        "uerra dos ",
        "uerra civil",
        "uerre d'Espagne",
        "uerre civile",
        "ereldoorlog",
        "jarige oorlog",
        "rldskriget",
    ),
    *("erdenskrig", "årskrig", "åriga kriget", "światow", "trzydziestoletni", "větov", "třicetilet", "миров"),
    *(
        "lymp",
        "limpi",
        "Summer Games",
        "Winter Games",
        "omerspelen",
        "interspelen",
        "ommar-OS",
        "inter-OS",
        "-OL",
    ),
    *SIGNS,
    *("the war", "war was", "rieg", "uerre", "uerra", "oorlog", "krig", "wojn", "válk"),
    *("rmistic", "affenstillstand", "rmistizio", "apenstilstand", "ozejm"),
)


@rule(in_quotations=False, places=("body", "list", "caption"), needs=_SIGNS)
def wrong_event_year(doc: Document) -> Iterator[Flag]:
    """A great war, an event that everybody knows, or the Olympic Games get years that they did not take place in.

    Known are the years of a few wars and events that every reader knows, that Games of summer are held every four years,
    and where they were. A year counts that stands beside the name, or behind its beginning or end. Anniversaries and
    what is held in memory of an event stay.

    Bad: During the First World War (1914–1981) the school was a hospital.
    Bad: The Second World War, which began in 1929, closed the yard.
    Bad: She took silver at the 2018 Summer Olympics.
    Good: During the First World War (1914–1918) the school was a hospital, and she took silver at the 2016 Summer Olympics.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    told_at: set[int] = set()
    for flag in _found(doc):
        if flag.start not in told_at:
            told_at.add(flag.start)
            yield flag


def _found(doc: Document) -> Iterator[Flag]:
    for match in kept_matches(_SPAN, doc.plain):
        _, begun, ended = _WARS[next(at for at in range(len(_WARS)) if match[f"w{at}"])]
        two = match["two"] if len(match["two"]) == _FOUR else match["one"][:2] + match["two"]
        if int(match["one"]) not in begun and int(two) in ended:
            yield _flag(match, "one", f"it began in {begun[0]}")
        elif int(two) not in ended and int(match["one"]) in begun:
            yield _flag(match, "two", f"it ended in {ended[0]}")
    for match in kept_matches(_ENDED, doc.plain):
        at = next(at for at in range(len(_WARS)) if match[f"w{at}"] or match[f"v{at}"])
        ended = _WARS[at][2]
        if int(match["two"]) not in ended and abs(int(match["two"]) - ended[0]) > 2:
            yield _flag(match, "two", f"it ended in {ended[0]}")
    yield from _told_of_wars(doc)
    for match in kept_matches(EVENT, doc.plain):
        right, year = right_year(match.groupdict()), int(match["year"])
        lead = doc.plain[doc.sentence_at(match.start()).start : match.end() + _BEHIND]
        if year != right and is_a_slip(year, right) and not _FEASTS.search(lead):
            yield _flag(match, "year", f"that was in {right}")
    for match in kept_matches(_HELD, doc.plain):
        group = "year" if match["year"] else "year2"
        year = int(match[group])
        summer = match["summer"] or match["summer2"]
        held = year % _FOUR == 0 if summer else year in _WINTERS
        if not held and year not in _NOT_HELD:
            yield _flag(match, group, "such Games are held every four years, and not then")
    for match in kept_matches(_IN_CITY, doc.plain):
        at = next(at for at in range(len(_HOSTS)) if match[f"c{at}"] or match[f"d{at}"])
        group = "year" if match["year"] else "year2"
        if int(match[group]) not in _HOSTS[at][1]:
            yield _flag(match, group, f"the Games were there in {_HOSTS[at][1][-1]}")


def _told_of_wars(doc: Document) -> Iterator[Flag]:
    """Find wars that a sentence lets begin or end in another year, and the armistice."""
    told = [match for pattern in _TOLD for match in kept_matches(pattern, doc.plain)]
    for match in told:
        at = next(at for at in range(len(_WARS)) if match[f"w{at}"])
        _, begun, ended = _WARS[at]
        years, year = begun if match["begins"] else ended, int(match["year"])
        if all(abs(year - right) > _NEARLY for right in years) and not _FEASTS.search(match.group()):
            yield _flag(
                match,
                "year",
                f"it {'began' if match['begins'] else 'ended'} in {_TOLD_AS.get(years[0], years[0])}",
            )
    for match in kept_matches(_AFTER_THE_WAR, doc.plain):
        if int(match["year"]) in _WRONG_ENDS and not _OTHER_WARS.search(doc.plain):
            yield _flag(match, "year", "the war ended in 1945")
    for match in kept_matches(_ARMISTICE, doc.plain):
        if match["year"] in _CHANGED:
            yield _flag(match, "year", "the armistice was in 1918")


_NEARLY = 2
_BEHIND = 25
_TOLD_AS = {1937: 1939}
"""The second war began in 1937 in China."""


def _flag(match: regex.Match[str], group: str, why: str) -> Flag:
    start, end = match.span(group)
    return Flag(
        start, end, f"{match[group]}: {why}", related=(Related(*match.span(), "the name stands here"),)
    )
