"""Dated claims: sentences with a date that tell what a reporter must have been told, not what is on public record."""

from __future__ import annotations

import re

from copydesk.analysis.dates.claims.tense import PAST
from copydesk.analysis.language.languages import language_data
from copydesk.support.patterns import compile_later, one_of

_OPENING = r"(?:(?:[Ii]n|[Oo]n|[Ll]ast|[Ss]ince|[Ll]ate|[Ee]arly|[Bb]y)\s[^,]{3,25},\s*)?"
"""What a sentence may begin with: “In early May, ”."""

# --- who acts in public ---

_OFFICES = one_of(
    r"President|Prime\s+Minister|Chancellor|Pope|Supreme\s+Court|(?:high|top|appeals)\s+court",
    r"[A-Z]\w+\s+Commission|justices|Congress|Parliament|lawmakers|White\s+House|Senate|House",
    r"United\s+Nations|NATO|European\s+Union|Federal\s+Reserve|Fed|Central\s+Bank",
)
_PAPERS = r"Post|Times|Journal|Tribune|Herald|Globe|Guardian|Telegraph|Independent|Observer|Gazette|Chronicle"
_PUBLIC_SUBJECT = compile_later(  # “Last week, the new President”
    rf"{_OPENING}(?:[\w’'-]+,?\s+){{0,4}}"
    rf"(?:{_OFFICES}|The\s+(?:[A-Z]\w+\s+)?(?:{_PAPERS})|[A-Z]\w+\s+News)\b"
)
_COUNTRIES = r"(?:(?:North|South|Saudi)\s+)?" + one_of(
    "Afghanistan|Arabia|Argentina|Australia|Austria|Belarus|Belgium|Brazil|Britain|Bulgaria|Canada|China",
    "Colombia|Croatia|Cuba|Denmark|Egypt|Ethiopia|Finland|France|Germany|Greece|Hungary|India|Indonesia|Iran",
    "Iraq|Ireland|Israel|Italy|Japan|Jordan|Kenya|Korea|Lebanon|Libya|Malaysia|Mexico|Morocco|Nigeria|Norway",
    "Pakistan|Poland|Portugal|Qatar|Romania|Russia|Scots|Serbia|Somalia|Spain|Sudan|Sweden|Switzerland|Syria",
    "Taiwan|Thailand|Tunisia|Turkey|Uganda|Ukraine|Venezuela|Vietnam|Yemen|Zimbabwe",
    "Ankara|Baghdad|Beijing|Berlin|Brussels|Cairo|Damascus|Delhi|Kiev|Kyiv|Moscow|Pyongyang|Riyadh|Seoul",
    "Tehran|Tokyo|Washington",
)
"""States, and capitals that stand for them, as those who act."""
_RULERS = (  # “the rebel army”, but not “the city government”
    r"(?:[Tt]he\s+)?(?:(?!city|county|town|local|state)[\w,-]+\s+){0,2}"
    + one_of(
        "government|countries|parties|ministry|rebels|insurgents|jihadists?|fighters",
        r"army|navy|troops|(?:UN|peace)\s+mission",
    )
)
_STATE_ACTS = compile_later(rf"{_OPENING}(?:{_COUNTRIES}|{_RULERS})\s")

# --- what the public knows ---

_VIOLENCE = one_of(
    r"attack\w*|bomb\w+|shot|shooting|shootings|massacres?|killed|killing|murder\w*|assaults?|terror\w*",
    r"wars?|invasion|invaded|coup|hostages?|earthquakes?|tsunami|hurricanes?|pandemic|hijack\w*",
    r"explo(?:ded|sions?)|kidnapp\w*|abduct\w*|captiv\w+|campaign\s+(?:appearance|trail|rally|stop|event)|speech",
)
_STATECRAFT = one_of(
    r"uprisings?|cease-?fires?|conflicts?|peace\s+(?:deals?|accords?|agreements?|talks)|annex\w*",
    r"nuclear\s+tests?|missiles?|air\s?strikes?|sanctions|militants?|military\s+intervention",
    r"plebiscites?|referendums?|secession|outbreaks?|verdict|convicted|acquitted|sentenced|jailed",
    r"strikes?|walked\s+out",
)
_ECONOMY = one_of(
    r"(?:interest|key)\s+rates?|(?:raised|cut|lifted)\s+rates|rates\s+(?:went|rose|fell)",
    r"econom(?:y|ies)|inflation|GDP|share\s+of\s+the\s+audience",
)
_RECORD = (  # “the lowest level since”
    r"\b(?:highest|lowest|biggest|largest|worst|best|most|first|last|level|again|time|record|spot|fell|rose)\b"
    r"[^.;]{0,60}?\b(?:since|with|than)\b"
)
_WELL_KNOWN = compile_later(rf"\b(?:{_VIOLENCE}|{_STATECRAFT}|{_ECONOMY})\b|{_RECORD}", re.IGNORECASE)

_CONTESTS = one_of(
    r"won|win|wins|winner|lost|defeat\w*|victor(?:y|ies)|beat|champion\w*|tournament|match|league|cup|season",
    r"squad|striker|coach|goals?|quarterfinals?|semi-?finals?|finals?",
    r"nomin\w+|candida\w+|campaign(?:ed|ing|\s+appearance|\s+trail)|rall(?:y|ies)|state\s+of\s+the\s+union",
    r"dropped\s+out|vot(?:e|es|ed|ing)|ruled|impeach\w*|refugees?",
)
_WORKS = one_of(
    r"albums?|singles?|films?|movies?|songs?|novels?|episodes?|premier\w*|charts?|concerts?|awards?",
    r"releases?|released|published|aired|broadcast|screened|debut\w*|version|launch\w*|unveil\w*",
)
_LIVES = one_of(
    r"born|birth|married|wed|wedding|divorced|graduat\w+|retired|joined|appoint\w+|reappointed|hired\s+as",
    r"named\s+(?:as|him|her)|became|succeeded|promoted|died|dies|death|diagnosed",
    r"took\s+over|took\s+up|assumed|stepped\s+down|left\s+office",
)
_INSTITUTIONS = one_of(
    r"founded|formed|established|incorporated|opened|inaugurat\w+|built|ratif\w+|enacted|passed|adopted|treaty",
    r"summit|shareholders?|shares|stocks?|listed|went\s+public|merged|merger|took\s+control|acquired|bankruptcy",
    r"acquisition|ceremony|festival",
)
_ON_RECORD = compile_later(rf"\b(?:{_CONTESTS}|{_WORKS}|{_LIVES}|{_INSTITUTIONS})\b", re.IGNORECASE)

# --- what somebody must have told ---

_SUM = r"[$£€]\s?\d|\bmoney\b"
_SHARE = r"(?<![\d.,])[.,]*\b\d[\d.,]*\s*(?:%|percent\b|per\s+cent\b|million\b|billion\b|bn\b|m\b)|\b\d{1,3},\d{3}\b"
_COUNT = (  # “dozens of old chairs”, but not “ten days”
    r"\b(?:\d{2,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds|thousands)"
    r"\s+(?:of\s+)?(?:[a-z-]+\s+)?[a-z]+s\b(?<!years)(?<!months)(?<!days)(?<!weeks)"
)
_FIGURE = compile_later(rf"{_SUM}|{_SHARE}|{_COUNT}", re.IGNORECASE)
_DEED = compile_later(rf"\b(?:{'|'.join(sorted(language_data('en').deeds))})\b")
CLAUSE = compile_later(r"[;:—]|\s–\s|,\s(?=(?:and|but|which|who|where)\b)")
_REASON = compile_later(r"\s(?:after|when|because|while|as|before)\s")
_BACKGROUND = compile_later(
    r"(?:who|which|where)\b|(?:When|After|While|Once|Before|Because|As(?!\s+of))\s[^,]*\Z"
    r"|.*\S\s(?:who|when|because|after|before)\s(?!.*(?:,|\sand\s|\sthan\s))|.*\([^)]*\Z|.*,\s+[a-z]+ed\s[^,]*\Z"
    r"|.*\b(?:is|are)\s+(?:\w+ly\s+)?\w+ed\s+(?:on|in)\s+\Z"
)
_COMPARED = compile_later(
    r"\b(?:increase|gain|jump|rise|drop|decline|fall|up|down|change|more|less|higher|lower)\b.{0,40}\b(?:from|than(?:\s+in)?)\s+\Z"
    r"|\b(?:comparison|compared)\s+(?:with|to)\s+\Z|\bsince\s+\Z"
)
_HEDGED = compile_later(
    r"\b(?:reportedly|apparently|supposedly|believed|rumou?red|thought\s+to|in\s+response\s+to"
    r"|(?:on|to)\s+(?:YouTube|Twitter|Facebook|Instagram|TikTok))\b",
    re.IGNORECASE,
)
_DEADLINE = compile_later(r"\bby\s+\Z")
_FROM = compile_later(r"\bfrom\s+\Z", re.IGNORECASE)
_TO = compile_later(r"\s+(?:to|until|through)\s+(?:(?:early|mid|late)[\s-]*|-[\s-]*)?[A-Z]")


def is_a_reporters_claim(sentence: str, start: int, end: int, *, day: bool) -> bool:
    """Tell whether what a sentence dates is a matter that somebody must have told: a figure or a deed of few.

    `start` and `end` are the date's offsets in the sentence, in code points; `day` says whether it names a day.
    No such claim is what the sentence leaves open (“reportedly”), mentions in passing (“…, who died in May”) or
    measures by (“up from May”), and no event of public record is one.
    """
    before = CLAUSE.split(sentence[:start])[-1].lstrip(", ")
    if _HEDGED.search(sentence) or _BACKGROUND.match(before) or _COMPARED.search(before):
        return False
    if _FROM.search(before) and _TO.match(sentence, end) and not sentence[start:end][-4:].isdigit():
        return False  # a season: open from May to October
    if sentence[start:end].lower().startswith("this") or (day and _DEADLINE.search(before)):
        return False
    rest = _REASON.split(CLAUSE.split(sentence[end:])[0])[0]
    whole = f"{before} {rest}"
    leads = PAST.search(before) is None
    clause = whole if leads else before
    if _WELL_KNOWN.search(clause) or _is_public(clause) or (leads and _is_public(rest.lstrip(" ,"))):
        return False
    return bool(_FIGURE.search(whole) or (_DEED.search(whole) and not _ON_RECORD.search(clause)))


def _is_public(clause: str) -> bool:
    """Tell whether a clause tells what a state or a high office did."""
    return bool(_PUBLIC_SUBJECT.match(clause) or _STATE_ACTS.match(clause))
