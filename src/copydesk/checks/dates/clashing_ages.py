"""dates/clashing-ages."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.counts import count_of, ordinals
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words_between import word_set, words
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_NUMBER = r"\p{L}{3,20}(?:-\p{L}{3,6})?|\d{1,3}"
_NOW = one_of(
    r"(?-i:Now|now),? (?:aged )?(?P<now1>\d{1,3})(?=,)",
    r"(?P<now2>\d{1,3})-year-old(?= (?:has|is|was|from|who|says|\p{Lu}))|(?P<now3>\d{1,3})[-‑](?-i:Jährige[rn]?|jährige[rn]?)(?!\p{L})",
    r"(?:aujourd'hui|désormais) âgée? de (?P<now4>\d{1,3}) ans|(?:hoy|ahora),? (?:a sus|con|tiene) (?P<now5>\d{1,3})(?: años)?",
    r"(?:oggi|ora) (?:ha )?(?P<now6>\d{1,3}) ?(?:anni|enne)|(?:heute|inzwischen|mittlerweile) (?P<now7>\d{1,3})(?=,| Jahre)",
    r"(?P<now8>\d{1,3})-jarige|(?P<now9>\d{1,3})-åring(?:en)?|(?P<now10>\d{1,3})-årige|(?P<now11>\d{1,3})-letni[a-z]{0,6}",
)
_THEN = one_of(
    r"(?:since|from when|ever since) (?:she|he|they) (?:was|were|turned) (?P<then1>\d{1,3})(?=[,.;]| years old)|since the age of (?P<then2>\d{1,3})",
    r"seit (?:sie|er) (?P<then3>\d{1,3}) (?:Jahre alt )?(?:war|ist|wurde)|seit (?:ihrem|seinem) (?P<then4>\d{1,3})\. Lebensjahr",
    r"depuis (?:l'âge de|ses) (?P<then5>\d{1,3}) ans|desde (?:los|que tenía) (?P<then6>\d{1,3})(?: años)|da quando (?:aveva|ne aveva) (?P<then7>\d{1,3})(?: anni)?",
    r"sinds (?:haar|zijn) (?P<then8>\d{1,3})(?:e|ste|de)(?: levensjaar)?|sedan (?:hon|han) var (?P<then9>\d{1,3})|siden (?:hun|han) var (?P<then10>\d{1,3})",
    r"od (?P<then11>\d{1,3})\. roku życia|desde os (?P<then12>\d{1,3})(?: anos)",
)
_SINCE = regex_later(
    rf"(?i)(?<![\p{{L}}\d]){_NOW}(?:[^.;!?\n]|(?<=\b(?:Mr|Mrs|Ms|Dr|St|Sra|Sr|Dra|Mme))\.){{0,140}}?(?<!\p{{L}}){_THEN}(?!\d)"
)
_SINCE_BACK = regex_later(rf"(?i)(?<!\p{{L}}){_THEN}[^.;!?\n]{{0,60}}?(?<![\p{{L}}\d]){_NOW}")
_YOUNGEST = one_of(
    "youngest|jüngste[rns]?|plus jeune|más joven|più giovane|mais jovem|mais nov[ao]|jongste|yngste?a?|najmłodsz\\w+|nejmladší\\w*"
)
_OLDEST = one_of(
    "oldest|älteste[rns]?|plus âgée?|plus vieux|más viej[ao]|mayor edad|più anzian[ao]|più vecchi[ao]|mais velh[ao]|oudste|äldsta?|ældste|eldste|najstarsz\\w+|nejstarší\\w*"
)
_BEATING = one_of(
    "beating|breaking|surpassing|eclipsing|overtaking|bettering|replacing|taking over from|previous record|old record|former record|record (?:set|held) by",
    "mark set|(?:she|he) (?:beat|broke)|überbot|überbietet|löst\\w*|bisherige\\w* rekord|battant|détrônant|l'ancien record|record précédent",
    "superando|bate|batió|anterior récord|battendo|strappando|precedente primato|precedente record|batendo|recorde anterior|verbrak|slog",
    "slår|vorige record|tidigare rekord|tidligere rekord|pobił[aо]?|dotychczasow\\w+ rekord",
)


def _told(group: str) -> str:
    """Return the pattern of an age, whose groups begin with these letters."""
    return one_of(
        rf"(?:at|aged|at the age of|mit|à|con|a|com|op|vid|ved|w wieku|im alter von) (?P<{group}1>{_NUMBER})(?: (?:years?|jahren?|ans|años|anni|anos|år|lat))?(?!\p{{L}})",
        rf"(?P<{group}2>\d{{1,3}})[- ](?:year|jarige|jährige\p{{L}}?|åriga?|årig|årige|letni\w{{0,6}}|anni|años|ans|anos)(?:[- ]old)?(?!\p{{L}})",
        rf"who was (?P<{group}3>{_NUMBER})(?!\p{{L}})|(?:der|die) (?P<{group}4>\d{{1,3}}) (?:Jahre alt )?war(?!\p{{L}})",
    )


_RECORD = regex_later(
    rf"(?i)(?<!\p{{L}}){_told('ax')}[^.;!?\n]{{0,70}}?(?<!\p{{L}})(?:(?P<youngest>{_YOUNGEST})|(?P<oldest>{_OLDEST}))(?!\p{{L}})"
    rf"[^.;!?\n]{{0,90}}?(?<!\p{{L}})(?:{_BEATING})(?!\p{{L}})[^.;!?\n]{{0,90}}?(?<!\p{{L}}){_told('ay')}"
)
_AGE_LEADS = frozenset(
    "à aged at a con com mit op vid ved med avait tenía tinha aveva hatte contava had ha miał miała mu jí bylo".split()
)
_AGE_TAILS = frozenset("old alt oud gammal gammel de acabados cumplidos compiuti wiek".split())
_BORN_LATELY = regex_later(
    r"(?i)(?<!\p{L})(?:born|geboren(?:e[nr]?)?|jahrgang|née?s?|nacid[ao]|nat[oa]|nascid[ao]|född|født|årgång|årgang|urodzon\w{1,2}|rocznik|narozen\w?|bouwjaar)"
    r"(?: (?:in|en|im|em|nel|i|w|v|am|on|le|el|il|op|den|roku|year|jahre?))?[^.;!?\n\d]{0,14}\Z"
)
_BIRTHDAY = regex_later(
    r"(?i)(?<![\w.,])(?P<age>\d{2,3})(?:st|nd|rd|th|er?|ème|:e|\.?[º°ª]|\.|a)? (?:birthday|geburtstag|anniversaire|cumpleaños|compleanno|aniversário|verjaardag|födelsedag"
    r"|fødselsdag|urodziny|narozeniny|день рождения)(?!\p{L})"
)
_ROUND = regex_later(r"(?<!\p{L})(?P<age>\p{Lu}\p{Ll}+(?:zig|ßig|hundert)jährige[rn]?)(?!\p{L})")
_BEHIND = regex_later(r"\A[ ,]{1,2}(?:in [\p{L}. ]{2,30} )?geboren")
_NAMED = regex_later(
    r"(?P<first>\p{Lu}\p{Ll}+) (?P<last>\p{Lu}[\p{L}'’-]{2,}), (?P<age>[1-9]\d)(?=, (?!\p{Lu})|\.)|(?<=^|[.!?”\"] |\n)At (?P<age2>[1-9]\d), (?P<last2>\p{Lu}[\p{L}'’-]{2,}) (?=is|has)"
    r"|(?<![\w-])(?P<age3>[1-9]\d)-year-old (?P<last3>\p{Lu}[\p{L}'’-]{2,})(?= (?:is|has|was|said|says|told)|[,.])"
)
_MOST = 119


@rule(preset="strict", in_quotations=False, places=("body", "list", "caption"))
def clashing_ages(doc: Document) -> Iterator[Flag]:
    """Two ages in a sentence cannot both be right.

    Somebody who is 68 has done nothing “since she was 70”, and a record of the youngest is not broken by somebody who
    is older than its holder.

    Bad: Now 68, Mrs Papp has sung at every funeral since she was 70.
    Bad: At 24, Senna Voss is the youngest skipper to win the cup, beating the mark set by Hal Rudd, who was 22.
    Good: Now 68, Mrs Papp has sung at every funeral since she was 17.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    kin = {word.lower() for word in language_data(doc.language).kin} - {"family"}
    for pattern in (_SINCE, _SINCE_BACK):
        for match in kept_matches(pattern, doc.plain):
            groups = match.groupdict()
            now = next((value for name, value in groups.items() if name.startswith("now") and value), "")
            then = next((value for name, value in groups.items() if name.startswith("then") and value), "")
            if now and then and int(now) < int(then) <= _MOST and kin.isdisjoint(word_set(match[0])):
                at = next(name for name, value in groups.items() if name.startswith("then") and value)
                yield Flag(*match.span(at), f"{then}, but now {now}")
    yield from _reckoned(doc)
    yield from _told_twice(doc)
    if not language_data(doc.language).numbers:
        return
    for match in (
        kept_matches(_RECORD, doc.plain)
        if "st" in doc.plain or "pi" in doc.plain or "mais" in doc.plain
        else ()
    ):
        new, old = _age(match, "ax", doc), _age(match, "ay", doc)
        if not new or not old:
            continue
        if (match["youngest"] and new[0] > old[0]) or (match["oldest"] and new[0] < old[0]):
            message = f"{new[0]} does not beat {old[0]}"
            yield Flag(old[1], old[2], message, related=(Related(new[1], new[2], "the record's new age"),))


def _reckoned(doc: Document) -> Iterator[Flag]:
    """Find an age in a sentence with a year of birth and one other year that does not lie between them."""
    language = language_data(doc.language)
    kin = {word.lower() for word in language.kin}
    for born in doc.dates:
        sentence = doc.sentence_at(born.start)
        if not (born.year and born.complete and born.is_plain):
            continue
        lead = doc.plain[max(sentence.start, born.start - _REACH) : born.start]
        if not _BORN_LATELY.search(lead) and not _BEHIND.match(doc.plain[born.end : born.end + _REACH]):
            continue
        years = [
            each for each in doc.dates_between(*sentence) if each.year and each.complete and each != born
        ]
        if len(years) != 1 or not years[0].is_plain or (years[0].year or 0) <= born.year:
            continue
        if not kin.isdisjoint(word_set(doc.plain[slice(*sentence)])):
            continue
        apart = (years[0].year or 0) - born.year
        for start, end, age, exact in _ages_in(doc, sentence):
            if age <= _MOST and age != apart and (exact or age != apart - 1):
                message = f"{age}, but from {born.year} to {years[0].year} it is {apart}"
                yield Flag(start, end, message, related=(Related(born.start, born.end, "born then"),))


_REACH = 40


def _ages_in(doc: Document, sentence: Span) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the ages that a sentence tells, and whether they are told to the year."""
    for length in doc.lengths:
        if sentence.start <= length.start < sentence.end and length.unit == 1:
            before = words(doc.plain, max(sentence.start, length.start - 12), length.start)[-1:]
            behind = words(doc.plain, length.end, min(sentence.end, length.end + 12))[:1]
            if not _AGE_LEADS.isdisjoint(before) or not _AGE_TAILS.isdisjoint(behind):
                yield length.start, length.end, length.years, False
    for match in _BIRTHDAY.finditer(
        doc.plain, sentence.start, min(len(doc.plain), sentence.end + _REACH // 2)
    ):
        yield *match.span(), int(match["age"]), True
    for match in _ROUND.finditer(doc.plain, *sentence):
        if age := ordinals(doc.language or "").get(match["age"].lower()):
            yield *match.span(), age, False


def _told_twice(doc: Document) -> Iterator[Flag]:
    """Find two ages of one person: “Dana Whit, 43, …” and “At 34, Whit is”."""
    told: dict[str, tuple[str, int]] = {}
    found = list(kept_matches(_NAMED, doc.text)) if doc.text.count(", ") > 1 else []
    firsts: dict[str, set[str]] = {}
    for match in found:
        if match["last"]:
            firsts.setdefault(match["last"], set()).add(match["first"])
    for match in found:
        name = match["last"] or match["last2"] or match["last3"]
        at = next(group for group in ("age", "age2", "age3") if match[group])
        if len(firsts.get(name, ())) != 1:
            continue
        age, start = told.setdefault(name, (match[at], match.start(at)))
        if age != match[at] and abs(int(age) - int(match[at])) > 1:
            related = Related(start, start + len(age), "the other age is here")
            yield Flag(
                *match.span(at), f"{name} is {match[at]} here, and {age} elsewhere", related=(related,)
            )


def _age(match: regex.Match[str], group: str, doc: Document) -> tuple[int, int, int] | None:
    for number in "1234":
        value = match[f"{group}{number}"]
        if value and (years := count_of(value, doc.language or "")):
            return years, *match.span(f"{group}{number}")
    return None
