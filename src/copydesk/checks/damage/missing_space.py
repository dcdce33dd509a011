"""damage/missing-space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.fixability import unless_often
from copydesk.analysis.damage.glued_markup import find_glued
from copydesk.analysis.damage.spaced_marks import looks_like_code
from copydesk.analysis.language.common_words import common_words
from copydesk.analysis.language.languages import language_data
from copydesk.analysis.names.lexicon import CALENDAR, is_known, is_word, knows_words_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, one_of, regex_later

_STARTERS = one_of(
    "The|This|That|These|Those|There|Then|They|He|She|It|We|You|His|Her|Its|Our|Their|My",
    "But|And|In|On|At|As|If|When|While|Who|What|Where|Why|How|However|For|From|With|After|Before",
    "Although|Also|According|Some|Many|Most|Since|Not|No|So|Such|Both|Yet|Even|More|Another|Despite|During",
    "Now|One|Two|Three|To|By|An|A|I|Last|Later|Meanwhile|Earlier|Under",
)
"""Words that many a sentence begins with."""
_STARTER = regex_later(_STARTERS)
_LAST_WORD = regex_later(r"(?<!\p{L})\p{L}++(?=[”)]?\Z)")
_JOINED = regex_later(r"(?<!\w)\w+[,;]\(?\p{L}+")
_SPACE = r"[ \u00a0]"
_BEFORE_STARTER = (  # Tuesday.It took
    r"(?<=[\s\0“\"(‘’'\-–—]\p{L}{2,30}(?:\p{Ll}|[)”]))(?P<stop>[.!?])"
    rf"(?={_STARTERS}[ \u00a0,’']\0*\p{{L}})"
)
_BEFORE_ANY_WORD = (  # bridge.Votes were; not example.Com
    rf"(?<={_SPACE}\p{{Ll}}{{3,30}})(?P<any>[.!?])"
    r"(?=(?!Com|Net|Org)(?P<first>\p{Lu}\p{Ll}{2,})[ ,]\0*\p{Ll})"
)
_AFTER_YEAR = (  # 1998.Votes were
    rf"(?<={_SPACE}(?:1[5-9]|20)\d\d)(?P<year>[.!?])(?=(?!Net|Com|Org)\p{{Lu}}\p{{Ll}}+[ ,’'])"
)
_AFTER_QUOTE = r"(?<=\p{Ll}{2}[.!?,])(?P<quote>”)(?=\p{L}{2})"  # “so.”she said
_AFTER_COMMA = (  # bridges,and
    rf"(?<={_SPACE}\p{{L}}\p{{Ll}}{{2,19}})(?P<comma>[,;])"
    r"(?=(?:\p{Ll}{3,20}|a|an|as|at|by|he|in|is|it|of|on|or|so|to|we|if|but)[ \u00a0.])"
)
_AFTER_PRONOUN = (  # saw it,though
    rf"(?<={_SPACE}(?:it|us|me|up|him|her|so|in|on|to|go|do))(?P<pronoun>,)(?=\p{{Ll}}{{3,20}}{_SPACE})"
)
_BEFORE_BRACKET = (
    rf"(?<={_SPACE}\p{{Ll}}{{3,30}})(?P<before>[.!?])(?=\(\p{{Lu}}\p{{Ll}}+[ \u00a0,])"  # bridge.(Some
)
_GLUED = regex_later(
    "|".join(
        (
            _BEFORE_STARTER,
            _BEFORE_ANY_WORD,
            _AFTER_YEAR,
            _AFTER_QUOTE,
            _AFTER_COMMA,
            _AFTER_PRONOUN,
            _BEFORE_BRACKET,
        )
    )
)

_OTHER_LANGUAGE = regex_later(  # dicht.De brug, zuDie Autos
    r"(?<=[ \u00a0“«„(]\p{L}?\p{Ll}{2,30})(?P<mark>[.!?]?)(?P<first>\p{Lu}\p{Ll}{0,9})(?=[ \u00a0]\p{L})"
)
_COMMA = regex_later(r"(?<=[ \u00a0]\p{L}?\p{Ll}{2,30}),(?P<first>\p{Ll}{1,9})(?=[ \u00a0]\p{L})")
_MAY_BE_COMMA = compile_later(r",[^\W\dA-Z_]{1,9}[ \xa0]")
_MAY_BE_OTHER = compile_later(
    r"[.!?a-zà-ÿ](?:[A-ZÀ-ÞŁŚŻČŘŠŽȘȚ][^\W\dA-Z_]{1,9}|(?<=[.!?])[AEIOUWYZÀÉÅØ])[ \xa0]"
)
_CLOSED = regex_later(r"«[^«»\n]{1,400}»(?=\p{Ll}{2,20}[ ,.;\u00a0])")
_CLOSING_GUILLEMET = frozenset(("fr", "es", "it", "pt"))
"""Languages that join no ending to a word in «guillemets»."""
_USED = regex_later(
    r"(?i)\b(?:call(?:s|ed|ing)?|domains?|expression|flags?|named|password|regex|run|set|type|us(?:e|es|ing)|via|with)[ ]\Z"
)
"""What stands before a name that a program has for something: call time.Now."""
_OPENS = regex_later(r"[^“”\n]*”")
"""What stands behind a closing mark that was to open a quotation: another one."""
_ENDS_A_NAME = regex_later(r"(?:Com|Net|Org|De|Es|It|Me|In|To|No|So|Ai|Is|As|At)\Z")
"""What ends addresses and names of programs."""
_JOINS = regex_later(r"\p{Lu}\p{Ll}+ (?:and|or|on|of|are|were)\b")
"""No sentence begins so: The on, So and."""
_NAME_BEHIND = regex_later(r"\(?\p{Lu}\p{Ll}* \p{Lu}")
_SHORTEST_GLUED = 3
_GLUED_STOP = regex_later(r"\p{Ll}[.!?]\p{Lu}")
_MANY_GLUED = 3
_BEGIN_CLAUSES = frozenset("and but he it she so that the there they this we which who you".split())
_JOINING_WORDS = frozenset("both either neither no now then when xor yes yet".split())
"""Words that stand together in what programs and tables read: if,then."""
_BEGIN_SENTENCES = frozenset("But He It She That There These They This The We You".split())
"""Words that begin sentences, and no name of what a program can do: not switch.On, Assert.That is seen before."""
_LONGEST_LINK, _NEAR = 600, 60
_MAY_BE_GLUED = compile_later(r"[.!?”,;](?:(?<=[.!?])(?=\(?[A-Z][a-z ,'’])|(?<=”)(?=\w)|(?<=[,;])(?=[a-z]))")


@rule(fixable=True, places=("body", "quote", "caption"), front_matter="alone")
def missing_space(doc: Document) -> Iterator[Flag]:
    """The space after a full stop, comma or closing quotation mark is missing.

    Where a page's paragraphs or tags were joined, one sentence runs into the next. It looks only where a common
    word follows, so that names such as Node.js and csv,conf, web addresses and abbreviations stay. In English it also
    looks beside links and emphasis in Markdown: “[the plan](/a)which”. Marks inside a word stay. Mended unseen is only
    what stands in ordinary prose outside quotations, between an ordinary word and one that begins sentences or clauses.

    Bad: The board met on Tuesday.It took no vote.
    Good: The board met on Tuesday. It wrote its site in Node.js for example.org.
    Measured: 21 of 21 findings right in 3,856 articles (python -m bench damage), 11 of 11 in 2,020 files of ten content repositories.
    """
    yield from unless_often(_missing_spaces(doc))


def _missing_spaces(doc: Document) -> Iterator[Flag]:
    told: set[int] = set()
    for candidate in kept_matches(_MAY_BE_GLUED, doc.text):
        at = candidate.start()
        match = _match(doc.text, at)
        if match and (match["first"] is None or is_word(match["first"])) and not _is_name(doc, match):
            mark = match.group()
            told.add(at)
            following = _letters_from(match.string, match.end())
            opens = match["quote"] and _OPENS.match(doc.text, at + 1)
            suggestions = (f"{mark} ", " “") if opens else (f"{mark} ",)
            yield Flag(
                at,
                at + len(mark),
                f"a space is missing between “{mark}” and “{following}”",
                suggestions,
                is_sure=_is_sure(doc, at, match, following),
            )
    yield from (flag for flag in _in_other_languages(doc) if flag.start not in told)
    if not doc.syntax.has_markdown or not knows_words_of(doc.language):
        return
    for (start, end), first, second in find_glued(doc.text, doc.source):
        yield Flag(start, end, f"a space is missing between “{first}” and “{second}”")


def _may_be_name(before: regex.Match[str] | None, first: str) -> bool:
    """Tell whether a small word may be the end of an address or of a program's name: Example.De, example.Com."""
    is_text = before is not None and before.group().islower() and len(before.group()) > _SHORTEST_GLUED
    return _ENDS_A_NAME.match(first) is not None and (not is_text or first in _DOMAINS)


_DOMAINS = ("Com", "Net", "Org", "Ai")


def _behind_commas(doc: Document, small: frozenset[str]) -> Iterator[Flag]:
    """The commas between two words of the language, of which the second is a small one: lundi,et le car."""
    for candidate in kept_matches(_MAY_BE_COMMA, doc.text):
        at = candidate.start()
        match = _COMMA.match(doc.text, at)
        if not match or match["first"] not in small or not doc.block_at(at):
            continue
        before = _LAST_WORD.search(doc.text[max(0, at - _NEAR) : at])
        if not before or looks_like_code(doc.text, max(0, at - _NEAR), match.end()):
            continue
        shown = f"{before.group()}{match.group()}"
        yield Flag(at, at + 1, f"a space is missing in “{shown}”", (", ",), is_sure=False)


def _in_other_languages(doc: Document) -> Iterator[Flag]:
    """The sentences that run into the next, which begins with a small word of the language, and closed guillemets."""
    if not doc.language or knows_words_of(doc.language):
        return
    small = language_data(doc.language).stop_words
    for candidate in kept_matches(_MAY_BE_OTHER, doc.text):
        at = candidate.start() + (candidate.group()[0] not in ".!?")
        match = _OTHER_LANGUAGE.match(doc.text, at)
        if not match or (not match["mark"] and len(match["first"]) < _SHORTEST_GLUED):
            continue
        before = _LAST_WORD.search(doc.text[max(0, at - _NEAR) : at])
        is_word_before = bool(before and match["mark"] and before.group() in common_words(doc.language))
        if match["first"].lower() not in small:
            is_long = len(match["first"]) > _SHORTEST_GLUED
            if not (is_word_before and is_long and is_known(match["first"], doc.language)):
                continue
        elif not is_word_before and (len(match["first"]) == 1 or _may_be_name(before, match["first"])):
            continue
        shown = f"{before.group() if before else ''}{match.group()}"
        if doc.text.count(shown) > 1 or not doc.block_at(at):
            continue
        if match["mark"]:
            yield Flag(at, at + 1, f"a space is missing in “{shown}”", (f"{match['mark']} ",), is_sure=False)
        else:
            start = match.end() - len(shown)
            yield Flag(start, match.end(), f"two words have run together in “{shown}”", is_sure=False)
    yield from _behind_commas(doc, small | language_data(doc.language).suspending_words)
    if doc.language in _CLOSING_GUILLEMET and "»" in doc.text:
        for match in kept_matches(_CLOSED, doc.text):
            following = _letters_from(doc.text, match.end())
            message = f"a space is missing between “»” and “{following}”"
            yield Flag(match.end() - 1, match.end(), message, ("» ",), is_sure=False)


def _match(text: str, at: int) -> regex.Match[str] | None:
    """What is glued together at a mark; markup before it, such as the end of a link, is passed over."""
    if text[at - 1 : at] != "\0":
        return _GLUED.match(text, at)
    before = text[max(0, at - _LONGEST_LINK) : at].replace("\0", "")[-_NEAR:]
    return _GLUED.match(before + text[at : at + _NEAR], len(before))


def _is_name(doc: Document, match: regex.Match[str]) -> bool:
    """Whether a comma or semicolon is a part of a name (csv,conf), or stands for a letter inside a word (crit;rio)."""
    mark = match["comma"]
    if not mark:
        return False
    before = match.string[: match.start()].split()[-1]
    after = _letters_from(match.string, match.end())
    if after in language_data(doc.language or "en").stop_words:
        return False
    if mark == ";" or (knows_words_of(doc.language or "en") and not is_word(after)):
        return True
    joined = _JOINED.search(f"{before}{mark}{after}".lower())
    return joined is not None and doc.once(_count_joined)[joined.group()] > 1


def _is_sure(doc: Document, at: int, match: regex.Match[str], following: str) -> bool:
    """Whether a sentence surely ends here: an ordinary word stands before, and one that begins sentences behind.

    Else it may be what programs write: obj.Method, user.Account.
    """
    if not doc.is_plain_prose(at, at + 1):
        return False
    if match["quote"] or match["before"]:
        return False
    if match["comma"] or match["pronoun"]:
        before = _LAST_WORD.search(match.string[max(0, match.start() - _NEAR) : match.start()])
        is_clause = match.group() == "," and following in _BEGIN_CLAUSES
        joining = _JOINING_WORDS | language_data(doc.language or "en").stop_words
        return is_clause and before is not None and before.group().lower() not in joining
    if len(_GLUED_STOP.findall(doc.text)) >= _MANY_GLUED:
        return False  # who writes without spaces may mean it
    if _NAME_BEHIND.match(match.string, match.end()) or _JOINS.match(match.string, match.end()):
        return False  # a band may be called Harbour.The Crane; a program has Assert.That and Does.Not
    language = doc.language or "en"
    if following not in (_BEGIN_SENTENCES if knows_words_of(language) else _capitalised_stop_words(language)):
        return False
    before = _LAST_WORD.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    word = before.group() if before else ""
    if not word or not (word in CALENDAR or (word.islower() and is_known(word, language))):
        return False
    if _USED.search(match.string[max(0, match.start() - _NEAR) : match.start() - len(word)]):
        return False  # call time.Now, set backup.On
    # A name is written so again and again.
    return doc.text.count(f"{word}{match.group()}{following}") == 1


@cache
def _capitalised_stop_words(language: str) -> frozenset[str]:
    return frozenset(word.capitalize() for word in language_data(language).stop_words if len(word) > 1)


def _count_joined(doc: Document) -> Counter[str]:
    """Count the words that a comma or a semicolon joins, in lower case."""
    return Counter(match.group() for match in _JOINED.finditer(doc.text.lower(), overlapped=True))


def _letters_from(text: str, at: int) -> str:
    return "".join(takewhile(str.isalpha, text[at : at + 30].lstrip("(")))
