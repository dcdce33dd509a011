"""quotes/missing-speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import Language, language_data, speech_in
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import nouns_have_capitals
from copydesk.analysis.quotes.quotations import Quotation
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_GAP = r"[\s\0]"
_GOES_ON = frozenset(",?!—–…")
_NOBODY_BEHIND = "|".join(
    (
        r"(?:Mr|Mrs|Ms|Dr|Prof|Sgt|Capt|Sen|Rep|Gov)(?:\.?\s*(?:[,;]|\Z)|\.\s(?:The|He|She|It|They|A|In|On|But|And|That|This)\b)",
        r"(?:the|an?)\s*[.,;]|(?:the|an?)\s(?:for|of|from|who)\b|[.,;:!?—–]|\Z|-{1,2}\s",
        r"in\b(?!-)|on\b|at\b(?!\sleast|\smost)|during\b|after\b|before\b|when\b|while\b|through\b|via\b|of\b|to\b|that\b",
        r"by\s(?:phone|email|e-mail|telephone|text|letter|fax|[A-Z])",
        r"last\s(?:week|month|year|night|spring|summer|fall|autumn|winter|[A-Z])",
        r"this\s(?:week|month|year|morning|afternoon|evening|spring|summer|fall|autumn|winter)",
        r"and\s[a-z]{2,12}ed\b",
        r"yesterday|today|tonight|later|earlier|recently|again|then\b(?=[.,])",
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!\w)",
    )
)
"""What goes on behind a reporting verb that has no speaker behind it."""
_ENGLISH = language_data("en")
_SAYS = either(_ENGLISH.saying_verbs)
_ASKS = ("asked", "asks")
_BARE = frozenset(".,;")
_IN_ENGLISH = ("tells", "says", "asks", "according")
"""The groups of the pattern for English."""


@cache
def _after(language: Language) -> re.Pattern[str]:
    """A reporting verb right behind a quotation, and no speaker behind the verb."""
    return _after_in_english() if language is _ENGLISH else _after_elsewhere(language)


def _after_elsewhere(language: Language) -> re.Pattern[str]:
    """A verb, or what stands before the name of a source, with nobody behind it, in a language other than English."""
    auxiliary = rf"(?:{either(language.verb_auxiliaries)}{_GAP}+)?"
    verb = rf"{auxiliary}{either(language.tag_verbs)}(?![\w-])"
    articles = language.leading_articles | (
        frozenset() if language.may_omit_subject else language.determiners
    )
    end = rf"(?={_GAP}*(?:[.,;]|\Z))"
    kinds = [
        rf"(?P<article>{verb}{_GAP}+{either(articles)}){end}",
        rf"(?P<credits>{either(language.crediting_words)}){end}",
    ]
    if language.leading_articles or nouns_have_capitals(language.code):  # Swedish: sa borgmästaren
        titles = either(language.roles | {word.lower() for word in language.roles})
        kinds.append(rf"(?P<role>{verb}{_GAP}+{titles})(?={_GAP}*[.;])")
    kinds.append(rf"(?P<who>{verb})(?=,{_GAP}+{either(_WHO)}(?!\w))")
    if not language.may_omit_subject:  # Spanish, Italian and Polish need none: “dijo.” is “he said.”
        days = either(day for line in language.weekdays for day in line.split())
        when = rf"(?:{_GAP}+(?:\w{{1,3}}{_GAP}+)?{days}|{_GAP}+{either(language.manner_words)})?"
        kinds += [rf"(?P<foreign>{verb})(?={when}{_GAP}*(?:[.;]|\Z))", rf"(?P<bare>{verb})(?={_GAP}*,)"]
        if language.tag_prepositions:
            kinds.append(rf"(?P<somewhere>{verb})(?={_somewhere(language)}{_GAP}*(?:[.;]|\Z))")
        if manner := _MANNERS.get(language.code):
            kinds.append(rf"(?P<manner>{verb})(?={_GAP}+{manner}{_GAP}*(?:[.;]|\Z))")
    else:
        where = rf"(?:{_somewhere(language)})?" if language.tag_prepositions else ""
        kinds.append(rf"(?P<omitted>{verb})(?={where}{_GAP}*\.(?:[\s\0]|\Z))")
    dash = rf"(?:[–—]{_GAP}+)?" if language.tags_take_a_dash else ""
    return compile_later(rf"{_GAP}*(?:,{_GAP}*)?{dash}(?:{'|'.join(kinds)})")


_WHO = frozenset("que qui che care który która który které která который которая który".split())
"""Words that begin what is told of the speaker: « … », raconte, qui habite en face."""
_NO_MANNER = "er|sie|es|ich|wir|ihr|du|man|einer|eine|keiner|jemand|niemand|dieser|diese|jener|jene|beide|alle|viele|andere|der|die|das|jed[a-z]+|manch[a-z]*|einig[a-z]+|etliche|mehrere|wenige|solche|selbst"
_MANNERS = {
    "de": rf"(?!(?:{_NO_MANNER})(?!\w))[a-zß-ü]{{3,}}",
    "fr": r"(?:en[\s\0]+(?!passant)[a-zß-ÿ]+ant|[a-zß-ÿ]{4,}ment)",
    "nl": r"[a-zß-ÿ]{3,}end",
}
"""How somebody spoke, in languages whose speakers do not look like it: sagt stolz, raconte en riant."""


def _somewhere(language: Language) -> str:
    """A place or a hearer behind a verb, too short to hold the speaker as well: i en pressemeddelelse, in Berlin."""
    article = rf"(?:{either(language.determiners | _ARTICLES)}{_GAP}+)" if language.determiners else r"(?!)"
    noun = r"[^\W\d_][\w'’-]+"
    return (
        rf"{_GAP}+{either(language.tag_prepositions)}{_GAP}+(?:{article}(?:[^\W\d_A-Z][\w-]+{_GAP}+)?)?{noun}"
    )


_ARTICLES = frozenset(
    "den einem einer eine einen en et ett een ei une un o a os as uma um lo la el los las una il".split()
)


@cache
def _in_dialogue(language: Language) -> re.Pattern[str]:
    """The same in a paragraph of dialogue that a dash begins."""
    auxiliary = rf"(?:{either(language.verb_auxiliaries)}{_GAP}+)?"
    ends = rf"{_GAP}+{either(language.leading_articles)}" + ("" if language.may_omit_subject else "|")
    return compile_later(
        rf"(?:[,?!]{_GAP}+|[–—]{_GAP}*)(?P<verb>{auxiliary}{either(language.tag_verbs)}(?![\w-])(?:{ends}))(?={_GAP}*\.(?:\s|\Z))"
    )


def _after_in_english() -> re.Pattern[str]:
    """The same in English, where “told” never stands before its subject."""
    adverb = rf"(?:{_GAP}+[a-z]+ly)?{_GAP}*"
    says = either((_ENGLISH.tag_verbs | {"say"}) - _ENGLISH.telling_verbs - {*_ASKS})
    kinds = (
        rf"(?P<tells>{either(_ENGLISH.telling_verbs)})\b(?={_GAP}+\w)",
        rf"(?P<says>{says})\b(?={adverb}(?:{_NOBODY_BEHIND}))(?!,[^.,\n]{{0,40}},{_GAP}that\b)",
        rf"(?P<asks>{either(_ASKS)})\b(?={adverb}(?:[.,]|(?:in|on|at|during|reporters)\b))",
        rf"(?P<according>according{_GAP}+to)(?={_GAP}*[.,;:\"“]|{_GAP}*\Z)",
    )
    return compile_later(
        rf"{_GAP}*(?:,{_GAP}*)?(?:(?:also|later|then|has|have|had){_GAP}+)?(?:{'|'.join(kinds)})"
    )


@cache
def _start() -> re.Pattern[str]:
    """A sentence with a quotation that starts with a finite reporting verb, or “In a statement, said”."""
    narrow = _ENGLISH.saying_verbs | _ENGLISH.adding_verbs
    capitals = either(verb.capitalize() for verb in narrow)
    introduction = rf"(?:In|On|At|After|During|[A-Z][a-z]+ing)\b[^,.;:\"“”\n]{{0,80}},{_GAP}+"
    kinds = (
        rf"{either(_ENGLISH.tag_verbs)}\b(?=[^.!?\n]*[\"“„«])",
        rf"{capitals}\b(?={_GAP}*(?:[:,]{_GAP}*)?[\"“„«])",
        rf"According{_GAP}+to\b(?={_GAP}*,)",
    )
    return compile_later(
        rf"(?P<verb>{'|'.join(kinds)})|"
        rf"{introduction}(?P<late>{either(narrow | _ENGLISH.telling_verbs)})\b(?={_GAP}*(?:[:,]{_GAP}*)?[\"“„«])"
    )


_NOBODY = compile_later(
    rf"\b[Aa]ccording to(?={_GAP}*[,.;])|"
    rf"(?:(?<=[.!?]{_GAP})|^)[A-Z][^,.!?;:\"“”„«»\n]{{8,200}},{_GAP}+(?P<said>{_SAYS})(?={_GAP}*\.(?:\s|\Z))",
    re.MULTILINE,
)
_MAY_BE_NOBODY = compile_later(rf"ccording to(?={_GAP}*[,.;])|,{_GAP}+{_SAYS}(?={_GAP}*\.(?:\s|\Z))")
"""Stands wherever `_NOBODY` matches, and is found much faster."""
_NOUNS_TOO = frozenset(("claims", "notes", "states", "stresses"))
"""Verbs that a quotation may describe as nouns: his “unbelievable” claims."""
_TITLE = compile_later(r"[\s\0]{1,3}[\"“„«'‘](?=[A-ZÀ-Þ])[^\"”“»'’.,!?\n]{1,40},?[\"”“»'’]")
"""A newspaper or a programme that speaks: wrote “The Courier”."""
_NEW_SENTENCE = compile_later(r"[.!?…](?<=[a-z]{4}.)[\s\0]+")


@rule()
def missing_speaker(doc: Document) -> Iterator[Flag]:
    """A quotation is followed or introduced by “said” with nobody who said it.

    The name was lost in editing, in translation or with a link that was stripped; readers cannot tell whose words
    they read.

    Bad: “We waited two hours,” said.
    Bad: “We waited two hours,” told the Courier.
    Good: “We waited two hours,” she said.
    Good: “We waited two hours,” said Marta Lindqvist.
    Measured: one alarm in 3,065 news articles, a false one; 94 % of deleted speakers found (python -m bench quotes)
    """
    seen: set[int] = set()
    read: set[int] = set()
    plain = doc.text
    for match in kept_matches(_NOBODY, plain) if any(kept_matches(_MAY_BE_NOBODY, plain)) else ():
        if match["said"] is None:
            seen.add(match.start())
            yield Flag(*match.span(), "“according to” has no speaker: nobody is named after it")
        elif not doc.is_quoted(match.start()):
            seen.add(match.start("said"))
            yield Flag(
                *match.span("said"),
                f"“{match['said']}” has no speaker: nobody is named before it or after it",
            )
    spoken = speech_in(doc.language, doc.spellings)
    if not doc.spellings.isdisjoint(spoken.tag_verbs):
        yield from _cut_to_initial(doc, spoken)
        yield from _cut_at_hyphen(doc, spoken)
        for speech in doc.blocks:
            if plain[speech.start] in "–—":
                for match in _in_dialogue(spoken).finditer(plain, speech.start, speech.end):
                    yield _flag(doc, *match.span("verb"))
    quotations = doc.quotations.spans
    for index, quotation in enumerate(quotations):
        block = doc.block_at(quotation.start)
        if block is None or quotation.runs_on or quotation.end > block.end:
            continue
        following = quotations[index + 1].start if index + 1 < len(quotations) else block.end
        places = [_behind(_after(spoken), doc.text, quotation, block.start, min(following, block.end))]
        if block.start not in read and block.place != "list":  # a list of changes says what was added
            read.add(block.start)
            places += _at_starts(doc, block.start, block.end)
        for start, end in (place for place in places if place and place[0] not in seen):
            yield _flag(doc, start, end)


def _cut_at_hyphen(doc: Document, language: Language) -> Iterator[Flag]:
    """Find verbs of saying that lost the pronoun behind their hyphen: explique-t-, mais."""
    if not language.tags_stand_inside:
        return
    for match in kept_matches(_HYPHEN, doc.text) if "-," in doc.text or "-t-" in doc.text else ():
        start = max(doc.text.rfind(space, 0, match.start()) for space in " \0\n\u00a0") + 1
        if doc.text[start : match.start()] in language.tag_verbs | language.manner_verbs:
            yield _flag(doc, start, match.end())


_HYPHEN = compile_later(r"-(?<=[^\W\d_]-)(?:t-)?(?=[\s\0]*[,.;»]|[\s\0]+[^\W\d_A-Z])")


def _cut_to_initial(doc: Document, language: Language) -> Iterator[Flag]:
    """Find speakers of whom only the first letter is left, at the end of a paragraph: “said M.” and no more."""
    for block in doc.blocks:
        if doc.text[block.end - 1] != "." or not doc.text[block.end - 2].isupper():
            continue
        start = max(block.start, block.end - 40)
        match = _initial(language).search(doc.text, start, block.end)
        if match and doc.text.count(f" {match['letter']}.") == 1:  # Josef K. is called so throughout
            yield Flag(*match.span("verb"), f"of the speaker's name only “{match['letter']}.” is left")


@cache
def _initial(language: Language) -> re.Pattern[str]:
    verb = rf"(?:{either(language.verb_auxiliaries)}{_GAP}+)?{either(language.tag_verbs)}"
    return compile_later(rf"[\"”“»’,–—]{_GAP}*[,–—]?{_GAP}*(?P<verb>{verb}{_GAP}+(?P<letter>[^\W\d_])\.)\Z")


def _flag(doc: Document, start: int, end: int) -> Flag:
    verb = " ".join(doc.text[start:end].replace("\0", "").split())
    return Flag(start, end, f"“{verb}” has no speaker: nobody is named before it or after it")


def _behind(
    after: re.Pattern[str], text: str, quotation: Quotation, begin: int, stop: int
) -> tuple[int, int] | None:
    """The verb right behind a quotation that opens its sentence, if it has no subject."""
    lead = text[max(begin, quotation.start - 8) : quotation.start].rstrip("\0 \t\r\n*_")
    opens_sentence = not lead or lead[-1] in '.!?…:"”»“'
    inner = text[max(quotation.start, quotation.end - 6) : quotation.end].rstrip("\"'”’»“\0 ")
    match = after.match(text, quotation.end, stop)
    goes_on = inner[-1:] in _GOES_ON or text[quotation.end : quotation.end + 1] == ","
    # “It is late.” said. — after a full stop wrong only if nothing at all follows the verb
    if (
        match
        and not goes_on
        and (match.lastgroup not in _IN_ENGLISH or text[match.end() : match.end() + 1] not in _BARE)
    ):
        return None
    if match is None or _TITLE.match(text, match.end()):
        return None
    if match[0].lstrip(", \0\n") == "say":  # “tlie Mayor”, say, or “tbe Mayor”: for instance
        return None
    if not opens_sentence and not _ends_in_nothing(text, quotation, match, stop):
        return None
    if match.lastgroup == "omitted" and not (
        _is_first(text, quotation.start) and _named_behind(after, text, match.end())
    ):
        return None
    return match.span(match.lastgroup or 0)


def _named_behind(after: re.Pattern[str], text: str, end: int) -> bool:
    """Tell whether no further speech goes on without naming anybody, as in a story: “…,“ řekl. „…,“ dodal."""
    for mark in _CLOSING.finditer(text, end, end + _STORY):
        match = after.match(text, mark.end())
        if match and match.lastgroup == "omitted":
            return False
    return True


_CLOSING = compile_later(r"[\"”“»’]")
_STORY = 600
"""So far behind a verb without a subject, in code points, the next one stands in a story."""


def _is_first(text: str, start: int) -> bool:
    """Tell whether nobody can have been named before a quotation: no more than a headline without names stands there."""
    if not {*".!?:;"}.isdisjoint(text[:start]):
        return False
    before = text[:start].replace("\0", " ").split()
    return len(before) <= _LONGEST_HEADLINE and not any(word[0].isupper() for word in before[1:])


_LONGEST_HEADLINE = 10


def _ends_in_nothing(text: str, quotation: Quotation, verb: re.Match[str], stop: int) -> bool:
    """Whether the quotation is no title (“The Ferry,” its author said) and its clause ends right after the verb."""
    if verb[verb.lastgroup or 0] in _NOUNS_TOO:
        return False
    return text[quotation.start + 1].islower() and text[verb.end() : min(stop, verb.end() + 1)] in (
        ".",
        ",",
        ";",
        "",
    )


def _at_starts(doc: Document, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Reporting verbs that start a sentence of a block, which reaches from `begin` to `stop`."""
    starts = [
        begin,
        *(match.end() for match in _NEW_SENTENCE.finditer(doc.text, begin, stop)),
    ]
    for start in starts:
        match = _start().match(doc.text, start, stop)
        if match and not doc.is_quoted(start):
            yield match.span(match.lastgroup or 0)
