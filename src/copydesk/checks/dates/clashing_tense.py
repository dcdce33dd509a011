"""dates/clashing-tense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.dates.display import shown
from copydesk.analysis.language.languages import Language, language_data
from copydesk.analysis.language.words import either
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_FEW = r"(?: [^\W\d_][\w'’-]{0,20}){0,3}?"
"""So many words may stand between a verb and its time."""
_ENGLISH_FUTURE = compile_later(
    r"(?<!\w)will (?:(?:also|then|again|now|not|only|be) ){0,2}(?P<verb>[a-z]{3,14})(?P<more>(?: [\w'’-]{1,20}){0,8}?)"
    r" (?P<time>(?:yesterday|last (?:week|month|year|night|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)))(?![\w'’-])"
)
_BEGINS_A_CLAUSE = (
    r"that|who|which|what|whether|how|why|than|as|when|where|after|before|because|if|and|but|or"
)
_PAST = r"said|told|\w{2,}ed|\w+[tw]en|won|lost|held|made|left|took|set|born|built|began|begun|was|were|had|came|went|sold"
_LEADS_TO_A_NOUN = r"since|of|from|by|for|to|like|the|this|until|on|in|at|with|an?|its|his|her|their|our"
_NOT_ITS_OWN = compile_later(
    rf"(?:\A| )(?:{_BEGINS_A_CLAUSE}|{_PAST})(?= |\Z)|(?:\A| )(?:{_LEADS_TO_A_NOUN})\Z"
)
_TAKES_A_TIME = frozenset("last have remember recall repeat match beat exceed review mark regret".split())
"""Verbs behind “will” whose object a time may be: “will remember last night”; and “will have seen last week”."""
_REACH = 90
_UNWANTED = frozenset("to all for by until throughout".split())
_STATE = compile_later(
    r"(?i)(?<!\w)(?:be|is|are|been|being|remains?|stays?|keeps?|kept|was|were|have|has|had|if|when|get)[ ]\Z"
)


@rule(in_quotations=False, in_mentions=False, places=("body", "list", "caption"))
def clashing_tense(doc: Document) -> Iterator[Flag]:
    """What has happened is put into a time to come, or what is to come into the past.

    “The vote took place tomorrow”, “the union will meet managers last Monday”: a time was changed and the verb was not,
    or a machine filled in the wrong one. Only a verb of what happens once, with its time directly behind it, counts.

    Bad: The vote took place tomorrow under new rules.
    Bad: The union will meet the managers last Monday.
    Good: The vote took place yesterday, and the talks that were held last Monday will go on tomorrow.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    patterns = _patterns(doc.language or "")
    if patterns is None:
        return
    times, past, future = patterns
    language, done = language_data(doc.language), -1
    yield from _led_by_a_time(doc, language)
    for time in _times(doc, times, language):
        if time.start() < done:
            continue
        first = max(0, time.start() - _REACH, done, doc.sentence_at(time.start()).start)
        near, done = (first, min(len(doc.plain), time.end() + 1)), time.end()
        if (match := past.search(doc.plain, *near)) and _is_finite(match, doc, language):
            yield _flag(doc, match, "has happened, but its time is to come")
        elif (
            future
            and (match := future.search(doc.plain, *near))
            and not _is_joined(match["more"], doc.language or "")
        ):
            yield _flag(doc, match, "is to come, but its time is past")
        elif "will" in language.future_marks and (match := _ENGLISH_FUTURE.search(doc.plain, *near)):
            words = match["verb"] + match["more"]
            if match["verb"] in _TAKES_A_TIME or _NOT_ITS_OWN.search(words):
                continue
            yield _flag(doc, match, "is to come, but its time is past")


def _led_by_a_time(doc: Document, language: Language) -> Iterator[Flag]:
    """Find the same where the time opens its clause: „Gestern Abend wird der Rat abstimmen“, “Last Friday's fair will be
    held”.
    """
    led, belonging = _leads(language.code)
    for match in kept_matches(led, doc.plain):
        before = doc.plain[max(0, match.start() - 2) : match.start()].rstrip(" \0")
        opens = match.start() - doc.sentence_at(match.start()).start < _GAP or before[-1:] in (
            "",
            ":",
            ";",
            "\n",
        )
        told = set((match["more"] or match["told"] or "").lower().replace(",", "").split())
        behind = set(doc.plain[match.end() : match.end() + _REACH].lower().partition(".")[0].split())
        unwanted = (
            language.relatives - language.determiners,
            language.clause_links,
            language.looking_back & _QUE,
            _TURNS,
        )
        if not opens or any(not group.isdisjoint(told) for group in unwanted):
            continue
        if match["future"] and not (language.hearsay_forms | _HEARSAY).isdisjoint(behind | told):
            continue
        why = (
            "is to come, but its time is past" if match["future"] else "has happened, but its time is to come"
        )
        yield _flag(doc, match, why)
    for match in kept_matches(belonging, doc.plain) if language.irregular_pasts else ():
        why = (
            "is to come, but its time is past"
            if match["future"] or match["future2"]
            else "has happened, but its time is to come"
        )
        yield _flag(doc, match, why)


_GAP = 3
_QUE = frozenset("que qui dont che chi quien where who".split())
_TURNS = frozenset(
    "after après depois depuis después dopo dove donde dont nach onde où após que qui quien tras wo".split()
)
"""What begins another clause or time between the time to come and the verb."""
_HEARSAY = frozenset("ha have haft gehad hebben hatt".split())
_CLOCK = r"(?: (?:klockan|klokken|klokka|kl\.?|um|à|a las|alle|às|om|at|o) [\w.:]{1,8}(?: (?:uhr|uur|heures|horas|h)\b)?| abend| mittag| morgen| evening| morning| soir| por la (?:tarde|noche|mañana)| à (?:tarde|noite)| sera| pomeriggio)?"
_OF_A_TIME = r"(?P<{0}>(?:{1}) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day's (?!postponed|cancell?ed|abandoned|rescheduled|delayed)(?:[a-z][\w-]+ ){{1,4}}(?:{2}))(?!\w)"
_BELONGING = compile_later(
    _OF_A_TIME.format("future", "[Ll]ast", "will (?:be held|take place|get under way|kick off|be staged)")
    + "|"
    + r"(?P<future2>[Ll]ast (?:spring|summer|autumn|fall|winter|month|week|year|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:s?he|they|we|I) will)(?!\w)(?! (?:have|always|never))"
    + "|"
    + _OF_A_TIME.format(
        "past", "[Nn]ext", "(?:was|were) (?:held|staged|attended|well attended)|took place|drew"
    )
)


@cache
def _leads(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Make the patterns of a clause that a time opens, and of what belongs to a time."""
    language = language_data(code)
    day = either({word for line in language.weekdays for word in line.split()} or {"-"})
    coming = (
        "|".join(
            re.escape(line).replace(r"\#", day)
            for line in sorted(language.coming_times)
            if not line.startswith("på")
        )
        or "(?!)"
    )
    gone = [line.split(" ", 1)[1] for line in language.yesterdays if line.startswith("-1")]
    marks = either(language.future_marks - {"kommer"}) if language.future_marks else "(?!)"
    few = r"(?: [^\W\d_][\w'’-]{0,20})"
    most = f"{few}{{0,3}}?" if language.verb_may_lead or not language.definite_articles else f"{few}{{1,4}}?"
    future = (
        rf"(?:{either(gone)}){_CLOCK},?(?P<more>{most}) (?P<future>{marks})(?!\w)"
        if gone
        else "(?!)(?P<more>)(?P<future>)"
    )
    past = rf"(?:{coming}){_CLOCK},?(?P<told>{few}{{0,5}}?) {either(language.happenings)}(?![\w'’-])"
    return compile_later(rf"(?<!\w)(?:{future}|{past})", re.IGNORECASE), _BELONGING


def _is_finite(match: re.Match[str], doc: Document, language: Language) -> bool:
    """Tell whether a verb is a finite one, and no plan follows: not “is closed all next week”."""
    words = set(match["more"].lower().split())
    unwanted = (_UNWANTED, language.clause_links, language.plan_forms)
    state = _STATE.search(doc.plain, max(0, match.start() - 12), match.start())
    return all(group.isdisjoint(words) for group in unwanted) and not state


def _times(doc: Document, times: re.Pattern[str], language: Language) -> Iterator[re.Match[str]]:
    """Yield such times; in the language whose relative dates are read, only those near one of them."""
    if not language.irregular_pasts:
        yield from kept_matches(times, doc.plain)
        return
    for date in doc.dates:
        if date.shape in ("relative", "weekday") and (
            match := times.search(doc.plain, max(0, date.start - 6), min(len(doc.plain), date.end + 1))
        ):
            yield match


def _flag(doc: Document, match: re.Match[str], why: str) -> Flag:
    return Flag(*match.span(), f"“{shown(doc.text, *match.span())}”: this {why}")


def _is_joined(words: str, code: str) -> bool:
    """Tell whether the time belongs to a noun or another clause: “des gestern”, “que ayer”."""
    language = language_data(code)
    told = words.lower().split()
    last = told[-1:] or [""]
    unwanted = (
        language.looking_back,
        language.past_forms,
        language.source_verbs,
        language.tag_verbs,
        language.clause_links,
    )
    if any(not group.isdisjoint(told) for group in unwanted):
        return True
    return any(
        not group.isdisjoint(last)
        for group in (language.determiners, language.since_words, language.belonging_words)
    )


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None] | None:
    """Make the patterns of a language: any such time; what has happened and a time to come; and the reverse."""
    language = language_data(code)
    if not language.happenings or not language.coming_times:
        return None
    day = either({word for line in language.weekdays for word in line.split()})
    coming, gone = (
        "|".join(sorted((re.escape(line).replace(r"\#", day) for line in lines), key=lambda line: -len(line)))
        for lines in (language.coming_times, language.past_times)
    )
    end = r"(?![\w'’-])"
    past = rf"(?<!\w){either(language.happenings)}(?P<more>{_FEW}) (?:{coming}){end}"
    marks = language.future_marks - {"will"}
    future = (
        rf"(?<!\w)(?P<verb>{either(marks)})(?P<more>(?: [^\W\d_][\w'’-]{{0,20}}){{0,4}}?) (?:{gone}){end}"
        if marks
        else None
    )
    return (
        compile_later(rf"(?<!\w)(?:{coming}|{gone})(?!\w)", re.IGNORECASE),
        compile_later(past),
        compile_later(future) if future else None,
    )
