"""Dated events: what happens only once, each event with the date that a sentence gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.language.languages import language_data
from copydesk.findings import Span
from copydesk.support.patterns import compile_later, one_of, regex_later

_VERB = compile_later(rf"\b(?:{'|'.join(sorted(language_data('en').one_time_verbs))})\b")
_BETWEEN = compile_later(r"(?P<rest>[^.;:!?,\d]{0,40}?)(?:\b(?:on|in)\b[\s\0]+)?(?:the[\s\0]+)?")
_VAGUE = compile_later(r"\b(?:or|about|around|circa|between|either|before|after|by|until|since|late|early)\b")
_AUXILIARY = r"(?:was|were|is|are|had|has|have|been)\b"
_NAME = r"(?<![\w’'.-])(?:[A-Z][\w’'.-]+[\s\0]+){0,8}[A-Z][\w’'.-]+"
_NOUN = rf"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er)(?:[\s\0]+(?!{_AUXILIARY})[\w’'-]+){{1,3}}"
_ASIDE = r"(?:,[^,.;]{2,60},|[\s\0]*\([^)]{2,40}\)|,)?"
_SUBJECT = compile_later(  # "the old bridge, a wooden one, was officially "
    rf"(?P<subject>{_NAME}|\b[Ii]t\b|{_NOUN}){_ASIDE}[\s\0]+(?:(?:who|which|that)[\s\0]+)?"
    r"(?:(?:was|were|had|has|been|first|officially|formally)[\s\0]+)*\Z"
)
_FOUNDERS = frozenset("founded established formed launched opened".split())
_OBJECT = compile_later(
    r"(?P<name>[A-Z][\w’'-]+(?:[\s\0]+[A-Z][\w’'-]+)*)|(?:the|an?|its|his|her|their)[\s\0]+(?P<object>(?:(?!(?:in|at|on|with|from|by|as|for|of|to)\b)[\w’'-]+[\s\0]*){1,3})"
)
_LEADS = compile_later(
    r"(?:The|This|That)[\s\0]+(?P<noun>[a-z][\w’'-]+)|(?P<name>[A-Z][\w’'-]+(?:[\s\0]+[A-Z][\w’'-]+)*)"
)
_BRACKET = compile_later(
    r"(?P<subject>(?<![\w’'.-])(?:[A-Z][\w’'.-]+[\s\0]+){1,9})\((?P<verb>born|died)[\s\0]+(?:on[\s\0]+|in[\s\0]+)?\Z"
)
_AGAIN = compile_later(
    r"\b(?:re-?\w+|again|first|second|third|another|also|twice|each|every|annual\w*|branch|store|temporarily|not|never)\b",
    re.IGNORECASE,
)
_REACH = 300
"""So far before a date, in code points, what it dates is looked for."""
_PLAIN = frozenset("the its his her a an new old".split())


class DatedEvent(NamedTuple):
    """An event by subject, verb and what stands between verb and date; the date it is given; the words of the name."""

    subject: str
    verb: str
    rest: str
    date: DateMention
    name: frozenset[str] = frozenset()


def dated_events(
    text: str, dates: Sequence[DateMention], sentence_at: Callable[[int], Span]
) -> Iterator[DatedEvent]:
    """Yield the events of a text that happen only once; `sentence_at` gives the sentence at an offset."""
    for date in dates:
        if (
            not date.complete
            or date.last
            or date.ambiguous
            or date.impossible
            or date.shape in ("weekday", "relative")
        ):
            continue
        sentence = sentence_at(date.start)
        begin = max(sentence.start, date.start - _REACH)
        bracket = _BRACKET.search(text, begin, date.start) if text.find("(", begin, date.start) >= 0 else None
        if bracket:
            yield DatedEvent(_head(bracket["subject"]), bracket["verb"], "", date, _name(bracket["subject"]))
            continue
        verbs = list(_VERB.finditer(text, begin, date.start))
        between = _BETWEEN.fullmatch(text, verbs[-1].end(), date.start) if verbs else None
        subject = _SUBJECT.search(text, begin, verbs[-1].start()) if between else None
        if not between or not subject or _AGAIN.search(text, subject.start(), date.end):
            continue
        if _VAGUE.search(between["rest"]):
            continue
        verb, head, rest = verbs[-1].group(), _head(subject["subject"]), _words(between["rest"])
        name = _name(subject["subject"])
        founded = _OBJECT.match(rest) if verb in _FOUNDERS else None
        if founded:  # Who founds something is not founded.
            name, rest = _name(founded["name"] or ""), ""
            head = _head(founded["name"] or founded["object"].strip())
        elif head == "it":
            head = _antecedent(text, sentence_at(max(0, sentence.start - 2)))
        if head:
            yield DatedEvent(head, verb, rest, date, name)


def _antecedent(text: str, before: Span) -> str:
    """Return what “it” stands for: the subject that the sentence before begins with; empty if it begins otherwise."""
    match = _LEADS.match(text, before.start, before.end)
    return match["noun"] or _head(match["name"]) if match else ""


def _name(subject: str) -> frozenset[str]:
    """Return the words of a name, in lower case; none of a noun."""
    words = _words(subject).lower().split()
    return frozenset(words) if subject[:1].isupper() and words[0] not in _PLAIN else frozenset()


def _head(subject: str) -> str:
    """Return the last word of a name, or the noun with its adjectives."""
    words = _words(subject).split()
    return (
        words[-1].lower()
        if subject[:1].isupper() and words[0].lower() not in _PLAIN
        else " ".join(word.lower() for word in words if word.lower() not in _PLAIN)
    )


def _words(text: str) -> str:
    return " ".join(text.replace("\0", " ").replace(",", " ").split()).removesuffix(" on").removesuffix(" in")


_EVENTS = (
    (
        1989,
        one_of(
            r"fall of the berlin wall|berlin wall (?:fell|came down)|(?:fall der|falls der) (?:berliner )?mauer|"
            r"mauerfalls?|chute du mur(?: de berlin)?",
            r"caída del muro(?: de berlín)?|cad(?:uta|de) (?:del )?muro(?: di berlino)?|queda do muro(?: de "
            r"berlim)?|val van de (?:berlijnse )?muur",
            r"berlinmurens fald?l?|murens fald?l?|upad\w{2,4} muru berlińskiego|pád\w{0,2} berlínské zdi",
        ),
    ),
    (
        1969,
        one_of(
            r"(?:first )?moon landing|landed on the moon|mondlandung|premiers pas sur la lune|llegada (?:del "
            r"hombre )?a la luna|sbarco sulla luna",
            r"chegada (?:do homem )?à lua|maanlanding|månlandningen|månelandingen|lądowani\w{1,2} na księżycu",
        ),
    ),
    (
        1912,
        one_of(
            r"sinking of the titanic|titanic (?:sank|went down)|untergangs? der titanic|naufrage du titanic|"
            r"hundimiento del titanic|naufragio del titanic",
            r"naufrágio do titanic|ondergang van de titanic|titanics? (?:förlisning|forlis)|zatonięci\w{1,3} titanica",
        ),
    ),
    (
        1986,
        one_of(
            r"chernobyl disaster|tschernobyl-katastrophe|reaktorunglücks? (?:von|in) tschernobyl|catastrophe de "
            r"tchernobyl|desastre de chern[óo]bil",
            r"accidente de chern[óo]bil|disastro di chernobyl|kernramp (?:van|in) tsjernobyl|tjernobylolyckan|"
            r"katastrof\w{1,2} w czarnobylu",
        ),
    ),
    (
        1789,
        one_of(
            r"storming of the bastille|sturms? auf die bastille|prise de la bastille|toma de la bastilla|presa "
            r"della bastiglia|tomada da bastilha",
            r"bestorming van de bastille|stormningen av bastiljen|zdobyci\w{1,2} bastylii",
        ),
    ),
    (1066, one_of("battle of hastings|schlacht (?:von|bei) hastings|bataille d'hastings|batalla de hastings")),
    (
        1815,
        one_of(
            r"battle of waterloo|schlacht (?:von|bei) waterloo|bataille de waterloo|batalla de waterloo|battaglia "
            r"di waterloo|slag bij waterloo",
        ),
    ),
    (1805, one_of("battle of trafalgar|bataille de trafalgar|batalla de trafalgar|seeschlacht (?:von|bei) trafalgar")),
    (1666, one_of("great fire of london")),
    (1605, one_of("gunpowder plot")),
    (
        1648,
        one_of(
            "peace of westphalia|westfälische[nrs]? friedens?|traités? de westphalie|paz de westfalia|pace di "
            "vestfalia|vrede van (?:münster|westfalen)"
        ),
    ),
    (1919, one_of(
        "treaty of versailles|versailler vertrage?s?|traité de versailles|tratado de versalles|trattato di "
        "versailles|verdrag van versailles")),
    (1963, one_of(
        "assassination of (?:president )?(?:john f\\. )?kennedy|assassinat de kennedy|asesinato de kennedy|"
        "assassinio di kennedy")),
    (1974, one_of(
        "carnation revolution|nelkenrevolution|révolution des œillets|revolución de los claveles|revolução dos "
        "cravos|25 de abril de 1947")),
    (1917, one_of(
        "october revolution|oktoberrevolution|révolution d'octobre|revolución de octubre|rivoluzione d'ottobre|"
        "oktoberrevolutie|rewolucj\\w{1,2} październikow\\w{1,2}")),
    (1941, one_of(
        "(?:attack on|bombing of) pearl harbor|angriffs? auf pearl harbor|attaque de pearl harbor|ataque a pearl "
        "harbor")),
    (1944, one_of(
        "normandy landings|landung in der normandie|débarquement (?:en|de) normandie|desembarco de normandía|"
        "sbarco in normandia|powstani\\w{1,3} warszawski\\w{1,3}")),
    (1953, one_of("watersnoodramp")),
    (1861, one_of("unità d'italia")),
    (1978, one_of("constitución española")),
)  # fmt: skip
"""Right years, and what each event is called."""
_KNOWN = one_of(*(f"(?P<e{at}>{names})" for at, (_, names) in enumerate(_EVENTS)))
_IN = r"(?: (?:in|of|im(?: jahre?)?|von|am|en|de|du|del|di|nel|em|van|i|w|år|rok[u]?|roce)| \(|,)?"
_ITS_YEAR = r"(?P<year>1\d\d\d|20[0-2]\d)(?![\d%]|[.,]\d)"
EVENT = regex_later(rf"(?i)(?<!\p{{L}}){_KNOWN}(?!\p{{L}}){_IN} {_ITS_YEAR}")
SIGNS = (
    *("Berlin Wall", "auerfall", "Mauer", "u mur", "l Muro", "el muro", "o Muro", "erlijnse", "urens fal", "uru berli"),
    *("erlínsk", "oon landing", "on the moon", "ondlandung", "sur la lune", "a la luna", "ulla luna", "à lua"),
    *("aanlanding", "ånlandning", "ånelanding", "siężyc", "itanic", "hernob", "hernób", "jernob", "zarnobyl", "Basti"),
    *("Basty", "Hastings", "Waterloo", "rafalgar", "Fire of London", "unpowder", "estphal", "estfal", "estfäl"),
    *("ersail", "ersalles", "ennedy", "Carnation", "elkenrevol", "œillets", "laveles", "ravos", "ctober R"),
    *("ktoberrev", "d'octobre", "ución de octubre", "ione d'ottobre", "aździernikow", "Pearl Harbor", "ormandy"),
    *("ormandie", "ormandía", "ormandia", "owstani", "atersnoodramp", "nità d'Italia", "onstitución española"),
)  # fmt: skip
_SAME_LENGTH = 10
"""So many years a year is off at most that is no slip of one digit, or of two that changed places."""


def is_a_slip(year: int, right: int) -> bool:
    """Tell whether a year is written for another: one digit is wrong, or two have changed places, or it is near."""
    one, two = str(year), str(right)
    unlike = sum(a != b for a, b in zip(one, two, strict=False))
    return unlike == 1 or (unlike == 2 and sorted(one) == sorted(two)) or abs(year - right) <= _SAME_LENGTH


def right_year(found: dict[str, str | None]) -> int:
    """Return the year of the event whose group has matched."""
    return next(year for at, (year, _) in enumerate(_EVENTS) if found.get(f"e{at}"))
