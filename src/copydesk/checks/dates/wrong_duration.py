"""dates/wrong-duration."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.counts import count_of, numbers
from copydesk.analysis.dates.display import shown
from copydesk.analysis.dates.mentions import DateMention
from copydesk.analysis.dates.timeline.durations import durations
from copydesk.analysis.dates.timeline.first_and_last.counted_spans import SpanReader
from copydesk.analysis.dates.timeline.first_and_last.periods import FROM, TO
from copydesk.analysis.dates.timeline.lifespans.told_spans import ToldSpan, ToldSpans
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.language.words import either
from copydesk.analysis.language.words_between import word_set, words
from copydesk.document import Document
from copydesk.findings import Flag, Related, Span
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of

_BEHIND = r"(?: [^\W\d_]{3,20}(?=,))?[ ,:;.(–]{1,3}(?:also|or|so|that is|i\.e\.|thus|in all|a total of|altogether|for|soit|pendant|durant|ossia|cioè|per|o sea|es decir|por|durante|ou seja|czyli|przez|dus|alltså|altså|i|für|insgesamt|en|in totale?)?,? ?(?:a total of )?"
_END = r"(?![\w-])(?! (?:later|after|before|ago|old|earlier|später|nach|vor|plus|après|después|antes|dopo|later|senare|efter"
_END += r"|longer|shorter|more|less|each|of (?:it|them|which)|were|länger|kürzer|davon|mehr|jeweils|de plus|más|di più|langer|längre))"
_ADJECTIVES = (
    r"two-year|zweijähr\w+|zweijahres\w+|biennal\w*|bienal|biennio|bienio|biénio|dwuletni\w*|tweejarig\w*|tvåårig\w*|toårig\w*",
    r"three-year|dreijähr\w+|dreijahres\w+|triennal\w*|trienal|triennio|trienio|triénio|trzyletni\w*|driejarig\w*|treårig\w*",
    r"four-year|vierjähr\w+|vierjahres\w+|quadriennal\w*|quadriennio|cuatrienal|cuatrienio|czteroletni\w*|vierjarig\w*|fyraårig\w*|fireårig\w*",
    r"five-year|fünfjähr\w+|fünfjahres\w+|quinquenn\w*|quinquenio|quinquenal|pięcioletni\w*|vijfjarig\w*|femårig\w*",
)
_PACTS = (
    r"contract|deal|agreement|term|mandate|lease|loan|vertrag|amtszeit|mandat|laufzeit|contrat|accord|bail|contrato|acuerdo"
    r"|contratto|accordo|mandato|umow\w+|kontrakt\w*|avtal\w*|overeenkomst|acordo|aftale|avtale"
)
_PACT = compile_later(
    rf"(?i)(?<!\w)(?:(?P<a2>{_ADJECTIVES[0]})|(?P<a3>{_ADJECTIVES[1]})|(?P<a4>{_ADJECTIVES[2]})|(?P<a5>{_ADJECTIVES[3]}))(?!\w)"
)
_IS_PACT = compile_later(rf"(?i)(?:{_PACTS}|ennio|enio|énio)")
_WAITS = frozenset(
    "wait absence gap drought hiatus exile break attente ausencia espera assenza attesa pausa Pause pause Abwesenheit Wartezeit"
    " ausência uppehåll przerwy d'absence d'attente l'attente".split()
)
_REACH = 70
_MONTHS = 12


@rule(in_quotations=False, places=("body", "list", "caption"))
def wrong_duration(doc: Document) -> Iterator[Flag]:
    """A span of time is said to be longer or shorter than from its first date to its last.

    “From 1990 to 2005, that is forty years”, “the three-year contract runs from July 2022 to June 2024”. Only a length
    directly before or behind both dates counts, or that of a contract or a term of office; it may be off by one, or by a
    tenth. A wait or a break of so many years is compared with the only two dates of its paragraph.

    Bad: The mill stood empty from 1990 to 2005, that is forty years.
    Bad: The club last won the cup in 2001. The win in 2019 ended a wait of seven years.
    Good: The mill stood empty from 1990 to 2005, that is fifteen years.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    for flag in _found(doc):
        if not _is_a_part(doc, flag):
            yield flag


def _is_a_part(doc: Document, flag: Flag) -> bool:
    """Tell whether a sentence says that a length is only a part, or that of something else: “four years of building
    work, and two of waiting”, “four years for the roof alone”, “for four years, from 2018”.
    """
    sentence, code = doc.sentence_at(flag.start), doc.language or ""
    if len(doc.dates_between(*sentence)) >= _SEVERAL_SPANS:
        return True  # for eight years, from 2001 to 2005 and from 2015 to 2019
    before = doc.plain[max(sentence.start, flag.start - _REACH) : flag.start]
    behind = doc.plain[flag.end : min(sentence.end, flag.end + _REACH)]
    pattern = _other_count(code)
    if pattern and pattern.search(behind):
        return True
    if _ALONE.search(behind) or _ALONE.search(before):
        return True
    if any(related.start > flag.start for related in flag.related):
        return False
    near = doc.dates_between(flag.end, min(sentence.end, flag.end + _CLOSE))
    return bool(near) and FROM.search(doc.plain, flag.end, near[0].start) is not None


_CLOSE = 12
_SEVERAL_SPANS = 4
"""So many dates has a sentence that tells of several spans of time, which may add up to the length."""
_WORDS_FOR_ALONE = one_of(
    r"alone|itself|allein|alleine|selbst|seule?|elle-même|lui-même|solo|sola|sol[oa]mente|sozinh[oa]|própri[oa]",
    r"alleen|zelf|enbart|självt?|alene|selv|samego|samej|samotn\w+",
)
_ALONE = compile_later(rf"(?<!\w){_WORDS_FOR_ALONE}(?!\w)", re.IGNORECASE)


@cache
def _other_count(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a further number that lacks its unit: “, and two of waiting”, “het asbest kostte twee.”."""
    small = [word for word, number in numbers(code).items() if 1 < number < _FEW]
    if not small:
        return None
    of = r"[ \0]+(?:of|de|di|van|von|for|für|mit|with|w)\b"
    return compile_later(rf"[ \0](?:{either(small)}(?=[ \0]?[.,;]|{of})|\d{{1,2}}(?={of}))", re.IGNORECASE)


_FEW = 30


def _found(doc: Document) -> Iterator[Flag]:
    """Find the lengths that do not fit their dates."""
    yield from _told_of_dates(doc)
    patterns = _patterns(doc.language or "") if len(doc.dates) > 1 else None
    if patterns is None:
        return
    behind, before = patterns
    yield from _waits(doc)
    yield from _lasting(doc)
    yield from _totals(doc)
    yield from _weeks_between(doc)
    for one, two in pairwise(doc.dates):
        if (
            two.start - one.end > 20
            or not TO.fullmatch(doc.plain, one.end, two.start)
            or not (one.is_plain and two.is_plain)
        ):
            continue
        lead = FROM.search(doc.plain, max(0, one.start - 20), one.start)
        near = max(0, one.start - _REACH)
        told = behind.match(doc.plain, two.end) if lead else None
        told = told or (before.search(doc.plain, near, lead.start()) if lead else None)
        if told and doc.plain[: told.start("told")][-4:].lower() == " je ":
            continue  # drei Amtszeiten von je sechs Jahren
        if told and not _fits(told, one, two, doc.language or ""):
            yield _flag(doc, *told.span("told"), one, two)
        elif told is None:
            sentence = doc.sentence_at(one.start)
            pacts = list(_PACT.finditer(doc.plain, max(sentence.start, near), one.start))
            pact = pacts[-1] if pacts else None
            if pact and _IS_PACT.search(
                doc.plain, max(0, pact.start() - 14), min(one.start, pact.end() + 14)
            ):
                years = next(number for number in (2, 3, 4, 5) if pact[f"a{number}"])
                if not _lasts(one, two, years * _MONTHS, 7):
                    yield _flag(doc, *pact.span(), one, two)


def _flag_of_span(doc: Document, span: ToldSpan) -> Flag:
    quoted = shown(doc.text, span.start, span.end)
    one = shown(doc.text, span.one.start, span.one.end)
    related = Related(span.one.start, span.one.end, "the first date is here")
    if span.two is None:
        return Flag(
            span.start,
            span.end,
            f"“{quoted}” does not fit “{one}” and the article's year",
            related=(related,),
        )
    two = shown(doc.text, span.two.start, span.two.end)
    return Flag(span.start, span.end, f"“{quoted}” does not fit “{one}” and “{two}”", related=(related,))


def _told_of_dates(doc: Document) -> Iterator[Flag]:
    """Find “these eleven years” behind “since 2009”, and “is forty years old” of what was launched in 1975."""
    if not doc.dates:
        return
    code = doc.language or ""
    told_at: set[int] = set()
    for age in doc.thing_ages.wrong((), doc.lengths):
        message = age.contradiction(shown(doc.text, age.start, age.end))
        related = Related(age.begun.start, age.begun.end, "the beginning is dated here")
        told_at.add(age.start)
        yield Flag(age.start, age.end, message, related=(related,))
    spans = SpanReader(doc.plain, doc.dates, doc.beginnings, doc.block_at, doc.sentence_at, code)
    reader = ToldSpans(
        doc.plain, doc.dates, doc.block_at, doc.sentence_at, language_data(code), doc.years_of_writing
    )
    for span in reader.wrong(doc.lengths):
        if span.start not in told_at:
            told_at.add(span.start)
            yield _flag_of_span(doc, span)
    for told in chain(
        durations(doc.plain, doc.dates, doc.lengths, doc.block_at, doc.sentence_at, code),
        spans.spans(doc.lengths),
    ):
        if told.told.start not in told_at and not told.fits(doc.years_of_writing):
            told_at.add(told.told.start)
            length, date = Span(*told.told[:2]), Span(*told.dates[0][:2])
            message = f"“{shown(doc.text, *length)}” does not fit “{shown(doc.text, *date)}”"
            if doc.is_quoted(length.start):  # somebody says it of a date that the article tells
                yield Flag(*date, message, related=(Related(*length, "the length is told here"),))
            else:
                yield Flag(*length, message, related=(Related(*date, "the date is here"),))


def _lasting(doc: Document) -> Iterator[Flag]:
    """Find “for a quarter of a century, from 1979 to 1988” and “ran from 1337 to 1453 and so lasted just 16 years”."""
    language = language_data(doc.language)
    round_ones = _round_lengths(language.code)
    for one, two in pairwise(doc.dates):
        if not (one.year and two.year and one.complete and two.complete and one.is_plain and two.is_plain):
            continue
        if (
            two.start - one.end > _JOINT
            or not TO.fullmatch(doc.plain, one.end, two.start)
            or two.year <= one.year
        ):
            continue
        sentence = doc.sentence_at(one.start)
        lead = FROM.search(doc.plain, max(sentence.start, one.start - 20), one.start)
        if not lead or len(doc.dates_between(*sentence)) != _PAIR:
            continue
        apart = two.year - one.year
        near = max(sentence.start, lead.start() - _REACH)
        for match in round_ones.finditer(doc.plain, near, lead.start()) if round_ones else ():
            years = _years_of_round(language.code)[match["told"].lower()]
            gap = doc.plain[match.end() : lead.start()].strip(" ,(–—")
            if (not gap or gap in language.lasting_leads) and abs(apart - years) > max(1, years // 6):
                yield _flag(doc, *match.span("told"), one, two)
        for length in doc.lengths:
            if not two.end <= length.start < min(sentence.end, two.end + _REACH):
                continue
            between = words(doc.plain, two.end, length.start)
            lasts = (
                not language.lasting_verbs.isdisjoint(between)
                and ";" not in doc.plain[two.end : length.start]
            )
            if lasts and abs(apart - length.years) > max(1, length.years // 10):
                yield _flag(doc, length.start, length.end, one, two)


def _weeks_between(doc: Document) -> Iterator[Flag]:
    """Find “began on 3 March and ended on 12 May, having lasted seventeen weeks”, of the only two days of a sentence."""
    code = doc.language or ""
    pattern = _lasted(code)
    for match in kept_matches(pattern, doc.plain) if pattern else ():
        sentence = doc.sentence_at(match.start())
        days = doc.dates_between(*sentence)
        if len(days) != _PAIR or not all(date.is_plain and date.month and date.day for date in days):
            continue
        one, two = days
        if two.end > match.start() or (
            one.year and two.year and one.complete and two.complete and one.year != two.year
        ):
            continue
        try:
            first = datetime.date(one.year or two.year or _ANY_YEAR, one.month or 1, one.day or 1)
            apart = (datetime.date(first.year, two.month or 1, two.day or 1) - first).days
        except ValueError:
            continue
        count = count_of(match["count"], code)
        unit = 7 if match["weeks"] else 30.4 if match["months"] else 1
        slack = max(unit, count * unit / 8, 2)
        if apart > 0 and count and abs(apart - count * unit) > slack:
            yield _flag(doc, *match.span("told"), one, two)


_ANY_YEAR = 2023


@cache
def _lasted(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a length behind “lasted”."""
    language = language_data(code)
    if not language.numbers or not language.week_units:
        return None
    count = rf"(?P<told>(?P<count>\d{{1,3}}|{either(numbers(code))})[ -]"
    units = rf"(?:(?P<weeks>{either(language.week_units)})|(?P<months>{either(language.month_units)})|{either(language.day_units)}))"
    return compile_later(rf"(?<!\w)(?:{_LASTED})[ \0](?:for[ \0])?{count}{units}(?!\w)", re.IGNORECASE)


_LASTED = one_of(
    "lasted|lasting|took|gedauert|dauerte|währte|dura|duré|duró|durado|durò|durato|durou|durando|duurde|geduurd|varade|varat|varede|varte|trwał[aoy]?"
)


def _totals(doc: Document) -> Iterator[Flag]:
    """Find “was built in 1891 and worked until 1974, a total of 93 years”, of the only two years of a sentence."""
    for length in doc.lengths:
        sentence = doc.sentence_at(length.start)
        dates = doc.dates_between(*sentence)
        if len(dates) != _PAIR or not all(date.complete and date.is_plain and date.year for date in dates):
            continue
        one, two = dates
        apart = (two.year or 0) - (one.year or 0)
        if two.end > length.start or apart <= 0 or TO.fullmatch(doc.plain, one.end, two.start):
            continue
        if not (_TOTAL.fullmatch(doc.plain, two.end, length.start) and _CLOSING.match(doc.plain, length.end)):
            continue
        if abs(apart - length.years) > max(1, length.years // 20):
            yield _flag(doc, length.start, length.end, one, two)


_THAT_IS = one_of(
    "or|so|that is|which (?:is|makes)|soit|insgesamt|zusammen|also|es decir|o sea|ossia|cioè|ou seja|czyli",
    "łącznie|in totaal|sammanlagt|i alt",
)
_SPAN_OF = r"(?:a|un|ein|une|um|een) (?:total|span|period|stretch|espace|periodo|período|totale) (?:of|de|di|von|d') ?"
_TOTAL = compile_later(
    rf"(?i)(?: [^\W\d_]{{2,16}}){{0,2}}(?:,| –| —| -|\() ?(?:{_THAT_IS}[ ,]{{0,2}})?(?:{_SPAN_OF})?"
)
_CLOSING = compile_later(
    r"(?i) ?(?:[.,;:)–—]| (?:in (?:all|total|totale|totaal)|altogether|insgesamt|a[un] total|en total|au total)\b)"
)
_JOINT, _PAIR = 20, 2


@cache
def _years_of_round(code: str) -> dict[str, int]:
    lines = (line.split(" ", 1) for line in language_data(code).round_lengths)
    return {name: int(years) for years, name in lines}


@cache
def _round_lengths(code: str) -> re.Pattern[str] | None:
    names = _years_of_round(code)
    return compile_later(rf"(?<!\w)(?P<told>{either(names)})(?!\w)", re.IGNORECASE) if names else None


def _waits(doc: Document) -> Iterator[Flag]:
    """Find a wait or a break that does not fit the only two years of its paragraph."""
    language = doc.language or ""
    pattern = _wait(language) if not _WAITS.isdisjoint(doc.spellings) else None
    for match in kept_matches(pattern, doc.plain) if pattern else ():
        block = doc.block_at(match.start())
        if block is None:
            continue
        dates = doc.dates_between(block.start, block.end)
        years = sorted({date.year for date in dates if date.year and date.complete})
        if (
            len(dates) != 2
            or len(years) != 2
            or _tells_of_beginnings(doc.plain[block.start : block.end], language)
        ):
            continue
        count = count_of(match["count"] or match["joined"], language)
        if abs(years[1] - years[0] - count) > max(1, count // 10):
            message = f"“{shown(doc.text, *match.span())}”, but from {years[0]} to {years[1]} it is {years[1] - years[0]}"
            yield Flag(*match.span(), message)


def _tells_of_beginnings(paragraph: str, code: str) -> bool:
    """Tell whether a paragraph tells when something was founded or somebody was born, so that a year may be that."""
    language = language_data(code)
    words = word_set(paragraph)
    return not words.isdisjoint(language.foundings | language.birth_words | language.beginning_verbs)


@cache
def _wait(code: str) -> re.Pattern[str] | None:
    """Make the pattern of a language's waits: “a wait of six years”, “nach 20 Jahren Pause”."""
    language = language_data(code)
    if not language.numbers or not language.year_units:
        return None
    count, years = rf"\d{{1,3}}|{either(numbers(code))}", either(language.year_units)
    return compile_later(
        rf"(?<!\w)(?:(?:wait|absence|gap|drought|hiatus|exile|break|attente|absence|ausencia|espera|assenza|attesa|pausa) (?:of|de|di) "
        rf"(?P<count>{count}) {years}|(?P<joined>{count})[ -]{years} (?:of |de |d'|di )?"
        rf"(?:pause|wait|absence|drought|hiatus|gap|attente|ausencia|espera|assenza|attesa|ausência|abwesenheit|wartezeit|uppehåll|przerwy))(?!\w)",
        re.IGNORECASE,
    )


def _flag(doc: Document, start: int, end: int, one: DateMention, two: DateMention) -> Flag:
    span = shown(doc.text, one.start, two.end)
    related = Related(one.start, two.end, "the dates are here")
    return Flag(start, end, f"“{shown(doc.text, start, end)}” does not fit “{span}”", related=(related,))


def _fits(told: re.Match[str], one: DateMention, two: DateMention, code: str) -> bool:
    count = count_of(told["count"], code)
    if told["years"]:
        return _lasts(
            one, two, count * _MONTHS, max(13 if one.precision == "year" else 7, count * _MONTHS // 10 + 1)
        )
    if told["months"]:
        return _lasts(one, two, count, max(1, count // 10))
    if not (one.precision == two.precision == "day" and one.month and two.month and one.day and two.day):
        return True
    year = two.year or one.year or 2023
    last = datetime.date(year, two.month, two.day)
    try:
        first = datetime.date(one.year if one.complete and one.year else year, one.month, one.day)
    except ValueError:
        return True
    days = (last - first).days
    if days <= 0 or days > 400:
        return True
    if told["weeks"]:
        return abs(count - days / 7) <= 1.01 + count / 10
    return (
        count - days in (-1, 0, 1)
        or abs(count - days) <= count / 10
        or (count < days * 0.75 and count > days / 2)
    )


def _lasts(one: DateMention, two: DateMention, months: int, slack: int) -> bool:
    """Tell whether from one date to the other it is so many months, a month more or less by the way of counting."""
    if two.year is None or (one.year is None and one.month is None):
        if not (one.month and two.month):
            return True
        apart = (two.month - one.month) % _MONTHS
        return months >= _MONTHS or abs(apart - months) <= 1 or abs(apart + 1 - months) <= slack
    year = one.year or two.year
    if one.month and two.month:
        apart = (two.year - year) * _MONTHS + two.month - one.month
        return apart <= 0 or abs(apart - months) <= slack or abs(apart + 1 - months) <= slack
    apart = (two.year - year) * _MONTHS
    return apart <= 0 or abs(apart - months) <= max(slack, 13)


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Make the patterns of a length behind two dates, and before them."""
    language = language_data(code)
    if not language.numbers or not language.year_units:
        return None
    count = rf"(?P<told>(?P<count>\d{{1,3}}|{either(numbers(code))})[ -]"
    units = (
        rf"(?:(?P<years>{either(language.year_units)})|(?P<months>{either(language.month_units)})"
        rf"|(?P<weeks>{either(language.week_units)})|(?P<days>{either(language.day_units)})))"
    )
    return (
        compile_later(rf"{_BEHIND}{count}{units}{_END}", re.IGNORECASE),
        compile_later(rf"(?<![\w.,-]){count}{units}[ ,(–]{{1,3}}\Z", re.IGNORECASE),
    )
