"""quotes/doubled-attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.language.languages import Language, speech_in
from copydesk.analysis.language.words import either
from copydesk.analysis.names.lexicon import nouns_have_capitals
from copydesk.analysis.quotes.dialogue_tags import SPEECH, find_tags
from copydesk.analysis.quotes.quotations import Quotation
from copydesk.analysis.quotes.tacked_on import (
    attribution_inside,
    behind_another_verb,
    find_tacked_on,
    find_verbs_in_a_row,
    told_again,
)
from copydesk.analysis.quotes.tag_shapes import CAPITAL, GAP, TITLE_OR_NAME, TO, shapes_of
from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_FIRST_NAMES = rf"(?:{TITLE_OR_NAME}{GAP}){{0,3}}"
_END = r"(?![\w-])[\s\0]*(?=[.,;]|\Z)"
_NOW = r"(?![\w'’-])(?=[\s\0]*(?:[.,;]|\Z)|[\s\0]+[–—])"
"""The end of a sentence or a clause, also before a dash behind which the speech goes on."""
_SOON = rf"(?:{GAP}(?!that\b|which\b|who\b)[\w'’-]+){{0,4}}"
"""What may stand behind a speaker and verb: “Lindqvist said on Monday”."""


class _Patterns(NamedTuple):
    """The patterns of one language.

    Attributes:
        twice: the same verb twice in a row, the second of them in the group “second”.
        sign: what every attribution has, its verb or “according to”.
        echo: a second attribution behind the one that follows a quotation; its last group is the second one.
        name_twice: an attribution whose speaker stands twice; its last group is the second one.
        between: an attribution between two parts of a quotation.
        again: one behind the second part, with groups for the speaker, if it is a name.
        before: an attribution that leads up to a quotation, with groups for the speaker and the verb.
        same: all of an attribution to somebody called by name.
        after: an attribution behind a quotation, with groups for a speaker before the verb, for one after it, and for a
            verb with its pronoun.
    """

    twice: re.Pattern[str]
    sign: re.Pattern[str]
    echo: re.Pattern[str]
    name_twice: re.Pattern[str]
    between: re.Pattern[str]
    again: re.Pattern[str]
    before: re.Pattern[str]
    same: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    shapes = shapes_of(language)
    verb, pronoun, name = shapes.verb, shapes.pronoun, shapes.name
    plain = either(language.tag_verbs)
    anybody = rf"(?:{shapes.speaker}|{shapes.role})"
    listed = rf"[\s\0]*,{GAP}(?=\w+[\s\0]*[.,;:“\"])"
    before_verb = rf"(?P<who>{pronoun}|{name})"
    manner = rf"(?:{GAP}{either(language.manner_words)})?" if language.manner_words else ""
    alone = rf"|{verb}{manner}" if language.may_omit_subject or manner else ""
    return _Patterns(
        twice=compile_later(rf"\b({plain})\b(?:{GAP}|{listed})(?P<second>\1)\b(?!{GAP}(?:that|it)\b)"),
        sign=compile_later(
            rf"\b(?:{plain}|{either(language.crediting_words | language.manner_verbs | {'according', *_PARTICLES})})\b"
        ),
        echo=compile_later(rf"{TO}(?:{'|'.join(_echoes(language))})"),
        name_twice=compile_later(
            rf"{TO}{verb}{GAP}(?:(?P<surname>{CAPITAL}[\w'’-]+){GAP}(?!(?P=surname)){CAPITAL}[\w'’-]+{GAP}(?P<full>(?P=surname))"
            rf"|(?P<role>{shapes.title}){GAP}(?P<once>(?P=role)))(?![\w-])"
            rf"|{TO}(?P<named>{name}){GAP}{verb}{GAP}(?P<again>(?P=named))(?![\w-])"
            rf"|{TO}{verb}{GAP}(?:{shapes.described}|{name}){GAP}(?P<too>{pronoun}){_NOW}"
            rf"|{TO}{name}{GAP}(?P<he_says>{pronoun}){GAP}{verb}{_NOW}"
            rf"|{TO}(?:{pronoun}{GAP}{shapes.says}|{shapes.inverted}){GAP}(?P<called>{name}){_NOW}"
        ),
        between=compile_later(rf"{TO}(?:{verb}{GAP}{anybody}|{anybody}{GAP}{verb})[^.!?\n]*\Z"),
        again=compile_later(
            rf"{TO}(?P<second>{pronoun}{GAP}{verb}|{verb}{GAP}{pronoun}"
            rf"|{verb}{GAP}(?P<behind>{name})|(?P<who>{name}){GAP}{verb}{alone}){_END}"
        ),
        before=compile_later(
            rf"(?<![\w.'’-])(?:(?P<who>[\w.'’-]+){GAP}(?:also{GAP})?(?P<first>{plain})\b(?:{GAP}(?:(?:the{GAP})?{TITLE_OR_NAME}|{_HEARERS}))?"
            rf"|(?P<verb>{plain}){GAP}{_FIRST_NAMES}(?P<name>{TITLE_OR_NAME}))(?:[\s\0]*[:,]|{GAP}that\b)[\s\0]*\Z"
        ),
        same=compile_later(rf"{verb}{GAP}{name}|{name}{GAP}{verb}"),
        after=compile_later(
            rf"{TO}(?P<second>{before_verb}{GAP}{verb}|(?P<inverted>{shapes.inverted})"
            rf"|{verb}{GAP}(?P<behind>{shapes.speaker}|{shapes.title}))(?!\w)"
        ),
    )


_CLAUSE = "that|who|whom|which|what|where|when|while|as|because|if|how|why|and|but"
"""Words that begin a clause, which may have a verb of saying of its own."""
_OTHERS = "the|an?|he|she|it|they|we|one|another|some|someone|nobody|in|on|at|of|by|to|after|before"


def _echoes(language: Language) -> Iterator[str]:
    """The forms that two attributions behind one quotation have; the last group of each is the second of the two."""
    shapes = shapes_of(language)
    verb, says, speaker = shapes.verb, shapes.says, shapes.speaker
    plain = either(language.tag_verbs)
    speaker_first = rf"{speaker}{GAP}{verb}(?:{GAP}(?:reporters|journalists))?"
    verb_first = rf"(?:{verb}|according{GAP}to){GAP}(?:{speaker}|{shapes.role})"
    if language.speaker_before_verb:
        # “…,” Lindqvist said, she said. — “…,” according to Lindqvist, said Lindqvist.
        yield (
            rf"(?:{speaker_first}|{verb_first})\b{_SOON}[\s\0]*,{GAP}"
            rf"(?P<second>{speaker}{GAP}{verb}(?:{GAP}(?:the{GAP})?{TITLE_OR_NAME}|{GAP}reporters)?"
            rf"|{says}{GAP}(?:{speaker}|{shapes.role})){_END}"
        )
        # “…,” said Ole Brandt, 71, he said.
        yield (
            rf"(?:{speaker_first}|{verb_first})\b,{GAP}(?!wh|and\b|but\b|adding\b)[^,.;:“\"\n]{{1,60}},{GAP}"
            rf"(?P<apart>{shapes.pronoun}{GAP}{says})(?:\.|\Z)"
        )
        # “…,” said Ole Brandt, 71, who owns the yard, he said.
        yield (
            rf"{says}{GAP}{speaker}(?:,{GAP}\d+)?,{GAP}who{GAP}[^,.;:“\"\n]{{1,80}},{GAP}"
            rf"(?P<behind_who>{shapes.pronoun}{GAP}{says})(?:\.|\Z)"
        )
        # “…,” harbour master Ole Brandt said told the Courier.
        yield (
            rf"(?:[^\W_][\w'’-]*{GAP}){{1,5}}?{either(language.saying_verbs | language.adding_verbs)}{GAP}"
            rf"(?P<said_told>{either(language.saying_verbs | language.adding_verbs | language.telling_verbs)})(?![\w-])"
        )
        # “…,” Ole Brandt told reporters said at a briefing.
        tells = either(language.telling_verbs)
        yield (
            rf"(?:[^\W_][\w'’-]*{GAP}){{1,5}}?{tells}{GAP}(?:(?!(?:{_CLAUSE})\b)[\w'’-]+{GAP}){{1,3}}?"
            rf"(?P<told_said>{says})(?!{GAP}to\b)"
        )
        # “…,” said manager Ole Brandt told the Courier.
        yield (
            rf"{says}{GAP}(?:(?!(?:{_CLAUSE}|{_OTHERS})\b)[a-z][\w'’-]*{GAP}){{0,4}}{shapes.name}{GAP}"
            rf"(?P<role_told>{either(language.saying_verbs | language.telling_verbs)})(?![\w-]|{GAP}(?:to|by)\b)"
        )
        # “…,” said the pilot said Ole Brandt.
        yield rf"{says}{GAP}{shapes.role}{GAP}(?P<role_said>{says}{GAP}{speaker}){_END}"
        # “…,” Lindqvist said she said. — “…,” she added said.
        yield rf"{speaker}{GAP}{verb}{GAP}(?P<hearsay>{shapes.pronoun}{GAP}{says}|{verb}){_END}"
        # “…,” Ole Brandt, the owner, said he said.
        yield rf"{shapes.name},{GAP}[^,.;:“\"\n]{{1,60}},{GAP}{verb}{GAP}(?P<he_said>{shapes.pronoun}{GAP}{says}){_END}"
        # “…,” explained Ole Brandt, who owns the yard, explained Brandt.
        yield (
            rf"(?P<explained>{plain}){GAP}{shapes.name},{GAP}[^,.;:“\"\n]{{1,60}},{GAP}"
            rf"(?P<explained_again>(?P=explained){GAP}{speaker}){_END}"
        )
        # “…,” according to Lindqvist said.
        yield (
            rf"(?:{says}{GAP}{speaker},{GAP})?according{GAP}to{GAP}(?:{speaker}|{shapes.role}){GAP}"
            rf"(?P<says>{says}){_END}"
        )
        # “…,” she told the Courier, she said
        yield (
            rf"(?P<told>{speaker}{GAP}{verb}{GAP}(?:the{GAP})?{TITLE_OR_NAME}),{GAP}(?P<too>{speaker}{GAP}{verb}){_END}"
        )
    # “…,” said Ole Brandt, the owner, said on Monday. — « … », a dit Lindqvist, la maire, a dit lundi.
    again = says if language.speaker_before_verb else rf"(?P=spoken)(?!{GAP}(?:{speaker}|{shapes.role}))"
    yield (
        rf"(?P<spoken>{verb}){GAP}{shapes.name},{GAP}(?!(?:wh|and|but|adding)\b)[^,.;:“\"\n]{{1,60}},{GAP}"
        rf"(?P<behind_clause>{again})(?=[\s\0]+(?!(?:to|und|et|y|e|en|i|och|og)\b)\w|\.)"
    )
    # “…,” said the harbour master, Ole Brandt, said on Monday.
    yield (
        rf"(?P<spoken_of_role>{verb}){GAP}(?:[\w'’-]+{GAP}){{1,5}}?[\w'’-]+,{GAP}{shapes.name},{GAP}"
        rf"(?P<behind_role>(?P=spoken_of_role))(?=[\s\0]+(?!(?:to|und|et|y|e|en|i|och|og)\b)\w|\.)"
    )
    if not language.speaker_before_verb:
        # „…“, fügte der Wirt Brandt hinzu, sagte der Wirt. — «…», la Brandt til, sa ordføreren.
        yield (
            rf"(?:fügte?|voegde|voegt|la|legger|lade|lägger){GAP}[^,.;:\"“”„«»\n]{{2,60}}{GAP}{either(_PARTICLES)},{GAP}"
            rf"(?P<after_particle>{verb}{GAP}(?:{speaker}|{shapes.role}|{_BARE})){_END}"
        )
    # „…“, sagte Lindqvist, sagte sie. — « … », a déclaré Lindqvist, a-t-elle ajouté.
    yield (
        rf"{verb}{GAP}(?:{speaker}|{shapes.role}){_SOON}[\s\0]*,{GAP}"
        rf"(?P<inverted>{shapes.inverted}){_END}"
    )
    if not language.speaker_before_verb:
        # « … », déclare le maire, Claude Lindqvist, a-t-il déclaré.
        yield (
            rf"{verb}{GAP}(?:{speaker}|{shapes.role}|{_LONG_ROLE}),{GAP}[^,.;:\"“”«»\n]{{1,60}},{GAP}"
            rf"(?P<inverted_apart>{shapes.inverted}){_END}"
        )
    # “…,” Lindqvist said, according to Marta Lindqvist
    yield (
        rf"{_FIRST_NAMES}(?P<last>[A-Z][\w'’-]+){GAP}{verb}[\s\0]*,{GAP}"
        rf"(?P<source>according{GAP}to{GAP}{_FIRST_NAMES}(?P=last))\b"
    )
    # “…,” said Lindqvist told.
    yield rf"{verb}{GAP}{speaker}{GAP}(?P<more>{verb}){_END}"
    if not language.speaker_before_verb:
        # „…“, sagte die Wirtin erklärte. — „…“, sagte Wirtin Lindqvist am Montag sagte.
        days = either(day for line in language.weekdays for day in line.split())
        named = rf"(?:[^\W\d_]+{GAP})?{shapes.name}(?:{GAP}(?:\w{{1,3}}{GAP})?{days})?"
        yield rf"{verb}{GAP}(?:{shapes.title}|{named}){GAP}(?P<late>{verb}){_END}"
        role = rf"(?:{shapes.title}|{_ELIDED})(?:{GAP}{shapes.name})?"
        if language.verb_auxiliaries:
            # «…», ha detto l'allenatore Lindqvist ha affermato
            yield (
                rf"{verb}{GAP}(?:{role}|{named}){GAP}"
                rf"(?P<anew>{either(language.verb_auxiliaries)}{GAP}{plain})(?![\w-])"
            )
        if not (language.tags_stand_inside or language.may_omit_subject):
            # „…“, sagte der Müller Lindqvist meinte beim Rundgang.
            yield rf"{verb}{GAP}{shapes.title}{GAP}{shapes.name}{GAP}(?P<second_verb>{plain})(?![\w-])"
    anybody = rf"(?:{speaker}|{shapes.role}|{_BARE})"
    if language.tags_take_a_dash or language.has_dashes_in_speech:
        # – … – mówi cicho – odpowiada.
        yield rf"{verb}(?:{GAP}[^\W\d_A-Z][\w'’-]*){{0,3}}{GAP}[–—]{GAP}(?P<dashed>{verb}){_END}"
    # “…,” says Ms Lindqvist says. — – …– mówi Ewa Ptak mówi. — „…“, sagte Lindqvist am Montag sagte.
    yield (
        rf"(?:(?P<verb>{verb}){GAP}{anybody}|(?:{speaker}|{shapes.role}){GAP}(?P<other>{verb}))"
        rf"(?:{GAP}(?!that\b|which\b|who\b|what\b)[\w'’-]+){{0,6}}?{GAP}(?P<once_more>(?P=verb)|(?P=other)){_END}"
    )
    if not language.speaker_before_verb:
        # «…», — говорит старый рыбак Иван говорит. — „…“, řekl starosta obce Jan Bílý řekl.
        yield (
            rf"(?P<around>{verb})(?:{GAP}(?!(?:qu[ei]|che|som|der|die|das)\b)[^\W_][\w'’-]*){{1,5}}?{GAP}"
            rf"(?P<around_again>(?P=around)){_END}"
        )
    if not language.speaker_before_verb:  # “…,” says she warned us
        # «…», dice lei dice nonna Ines — « … », dit-elle dit la voisine
        yield (
            rf"(?:{shapes.inverted}|{verb}{GAP}(?:{shapes.title}|{shapes.name}))"
            rf"{GAP}(?P<besides>{verb}){GAP}(?:{speaker}|{shapes.role}|{_BARE}(?:{GAP}{shapes.name})?)(?![\w-])"
        )
    if language.crediting_words and not language.speaker_before_verb:
        # „…“, sagte so Lindqvist.
        yield rf"{verb}{GAP}(?P<both>{either(language.crediting_words)})(?:{_END}|(?={GAP}(?:{shapes.name}|{shapes.role})))"
    yield _second_speaker(language)
    # “…,” said explained Lindqvist. English has adjectives there as well: said noted author Lindqvist.
    behind = rf"(?:{_END}|(?={GAP}(?:{speaker}|{shapes.role})))" if language.speaker_before_verb else ""
    yield rf"{verb}{GAP}(?P<next>{verb}){behind}"
    if not language.may_omit_subject:
        # « … », selon Lindqvist a dit.
        yield (
            rf"(?:{verb}{GAP}{speaker},{GAP})?{either(language.crediting_words)}{GAP}(?:{speaker}|{shapes.role})"
            rf"{GAP}(?P<credited>{verb}){_END}"
        )
    # “…,” she said she said
    yield rf"(?P<subject>{speaker}{GAP}{verb}){GAP}(?P<again>(?P=subject))\b"


def _second_speaker(language: Language) -> str:
    """An attribution with its speaker, a comma, and another one: “…,” says Ms Lindqvist, laughs the landlady.

    Where the article is an ending of the noun, or there is none, the second speaker may be a single word in lower case.
    """
    shapes = shapes_of(language)
    verb, speaker = shapes.verb, shapes.speaker
    manner = rf"|{either(language.manner_verbs)}(?!\w)" if language.manner_verbs else ""
    has_articles = bool(language.leading_articles) or nouns_have_capitals(language.code)
    role = rf"(?:{shapes.role}|{_ELIDED if has_articles else _BARE})"
    first = rf"(?:{shapes.inverted}|{verb}{GAP}(?:{speaker}|{role}))"
    if language.speaker_before_verb:
        first = rf"(?:{first}|{speaker}{GAP}{verb})"
    credited = (
        rf"|{either(language.crediting_words)}{GAP}(?:{speaker}|{role})" if language.crediting_words else ""
    )
    omitted = rf"|{verb}" if language.may_omit_subject and language.verb_auxiliaries else ""
    second = rf"(?:{shapes.inverted}|(?:{verb}{manner}){GAP}(?:{speaker}|{role}){credited}{omitted})"
    return rf"{first}{_SOON}[\s\0]*,{GAP}(?P<another>{shapes.inverted}(?={_SOON}{_END})|{second}{_END})"


_BARE = r"[a-zß-ÿ][^\W\d_A-Z]{3,}"
"""A word in lower case that may be a speaker: gospodyni, kromanden."""
_LONG_ROLE = r"[^\W\d_A-Z]{1,3}(?:[\s\0]+[^\W\d_A-Z]{2,20}){2,4}"
"""A speaker of several small words: o diretor de operações."""
_ELIDED = r"l['’][^\W\d_A-Z][^\W\d_]+"
"""A speaker with an article of one letter: l'aubergiste."""
_HEARERS = r"(?:(?:the|a)[\s\0]+(?:court|committee|council|inquiry|meeting|jury|hearing|crowd|tribunal)|reporters|journalists)"
"""Those to whom something is told: told the court."""
_GOES_ON = frozenset(",?!")
_PARTICLES = ("hinzu", "toe", "till", "til")
"""What ends a verb of adding that has its speaker in the middle: fügte der Wirt hinzu."""
_DASHES = ("–", "—")
"""What Polish has between a quotation and its attribution."""
_REACH = 240
"""Code points in which two attributions follow each other."""
_LONGEST_BETWEEN = 120
"""The most code points between two parts of a quotation that an attribution interrupts."""


@rule()
def doubled_attribution(doc: Document) -> Iterator[Flag]:
    """The same quotation is attributed twice.

    “Said said”, “said explained Smith” and “Smith said, he said” are left over when an attribution was moved and its old
    place not cleared, or when a word was replaced and stayed.

    Bad: “We waited two hours,” Lindqvist said, he said.
    Bad: “We waited two hours,” said Lindqvist told.
    Bad: Lindqvist said: “We waited two hours,” she said.
    Bad: “We waited two hours,” Lindqvist said, “and nobody came,” she said.
    Good: Lindqvist said: “We waited two hours.” She left.
    Measured: 8 findings in 3,065 news articles, all true (python -m bench quotes); none in 2,020 files of ten content repositories.
    """
    spoken = speech_in(doc.language, doc.spellings)
    joined = {part for word in doc.spellings if "-" in word for part in word.split("-")}
    verbs = (doc.spellings | joined) & spoken.tag_verbs  # dit-il
    if not verbs:
        return
    patterns = _patterns(spoken)
    plain = doc.plain.replace("\0", "")
    twice = any(f"{verb} {verb}" in plain or f"{verb}, {verb}" in plain for verb in verbs)
    seen: set[int] = set()
    for match in kept_matches(patterns.twice, doc.text) if twice else ():
        if (block := doc.block_at(match.start())) and match.end() <= block.end:
            seen.add(match.start("second"))
            yield Flag(
                *match.span("second"),
                f"“{match[1]}” stands twice",
                related=(Related(*match.span(1), "the first"),),
            )
    for tag, lead in find_tacked_on(spoken, doc.text, verbs, doc.sentence_at):
        related = (Related(*lead, "named here"),)
        yield Flag(*tag, "this sentence already says who said it", related=related)
    for second, first in find_verbs_in_a_row(doc.plain, verbs, spoken.pronouns):
        if (
            (block := doc.block_at(first.start))
            and second.end <= block.end
            and not doc.is_quoted(first.start)
        ):
            related = (Related(*first, "the first verb"),)
            yield Flag(*second, "two verbs of saying stand in a row", related=related)
    has_dashes = "–" in doc.text or "—" in doc.text
    for block in doc.blocks if has_dashes else ():
        if speech := SPEECH.search(doc.text, block.start, block.end):
            yield from _in_dialogue(doc, patterns, speech.start(), block.end)
    previous: Quotation | None = None
    for quotation in doc.quotations.spans:
        block = doc.block_at(quotation.start)
        earlier, previous = previous, quotation
        if block is None or quotation.end > block.end or quotation.runs_on:
            continue
        if not _GOES_ON.intersection(
            (doc.text[quotation.end - 2], doc.text[quotation.end : quotation.end + 1])
        ) and not doc.text[quotation.end : quotation.end + 3].lstrip(" \0\u00a0").startswith(_DASHES):
            continue
        if echo := _echo(patterns, doc.text, quotation.end, block.end):
            start, end = echo.span(echo.lastgroup or 0)
            if start not in seen:
                yield Flag(start, end, "this quotation already has its attribution")
        elif inside := attribution_inside(spoken, doc.text, quotation, block.end):
            related = (Related(*inside[1], "attributed here"),)
            yield Flag(*inside[0], "this quotation already has its attribution, inside it", related=related)
        elif another := behind_another_verb(spoken, doc.text, quotation.end, block.end):
            yield Flag(*another, "this quotation already has its verb")
        elif earlier and (same := _same_as_before(doc, patterns, earlier, quotation)):
            yield same
        elif again := patterns.name_twice.match(doc.text, quotation.end, block.end):
            yield _speaker_again(doc, again)
        elif _is_led_up_to(doc, block.start, quotation):
            interrupted = _interrupted(doc, patterns, earlier, quotation) if earlier else None
            found = [interrupted] if interrupted else [*_attributed_before(doc, patterns, quotation)]
            start = max(
                block.start, doc.sentence_at(quotation.start).start, earlier.end if earlier else block.start
            )
            if not found and (retold := told_again(spoken, doc.text, start, quotation, block.end)):
                found = [Flag(*retold, "this quotation already has its attribution, before it")]
            yield from found


def _is_led_up_to(doc: Document, begin: int, quotation: Quotation) -> bool:
    """Tell whether the words before a quotation belong to its sentence."""
    lead = doc.text[max(begin, quotation.start - 60) : quotation.start].rstrip("\0 \t\r\n")
    return lead.endswith((":", ",", " that"))


def _in_dialogue(doc: Document, patterns: _Patterns, start: int, stop: int) -> Iterator[Flag]:
    """The second of two attributions in a paragraph that a dash begins, as dialogue is set in many languages."""
    for tag, _ in find_tags(doc.text, start + 1, stop, doc.language):
        if echo := _echo(patterns, doc.text, tag, stop):
            yield Flag(*echo.span(echo.lastgroup or 0), "this speech already has its attribution")
        elif again := patterns.name_twice.match(doc.text, tag, stop):
            yield _speaker_again(doc, again)


def _speaker_again(doc: Document, match: re.Match[str]) -> Flag:
    """Return the flag of a speaker who is named twice, or by name and by pronoun."""
    start, end = match.span(match.lastgroup or 0)
    words = doc.text[start:end]
    is_once = match.lastgroup in ("too", "he_says", "called")
    message = (
        "the attribution has its speaker already" if is_once else f"the speaker, “{words}”, stands twice"
    )
    return Flag(start, end, message)


def _echo(patterns: _Patterns, text: str, start: int, stop: int) -> re.Match[str] | None:
    """The two attributions that follow a quotation, which ends at `start`, within its block."""
    signs = patterns.sign.finditer(text, start, min(stop, start + _REACH))
    if len([*islice(signs, 2)]) < 2:  # most often so, and quickly seen
        return None
    return patterns.echo.match(text, start, stop)


def _same_as_before(
    doc: Document, patterns: _Patterns, earlier: Quotation, quotation: Quotation
) -> Flag | None:
    """The attribution behind a quotation that is, word for word, that of the quotation before it in the paragraph."""
    text, block = doc.text, doc.block_at(quotation.start)
    start, end = earlier.end, quotation.start
    if block is None or earlier.start < block.start or end - start > _LONGEST_BETWEEN:
        return None
    between = text[start:end].strip(" ,\0\u00a0\n")
    said = between.removesuffix(".")
    if said == between or "." in said or not text.startswith(said, quotation.end + 2):
        return None
    if not patterns.same.fullmatch(said) or text[quotation.end + 2 + len(said) :][:1] not in _ENDS:
        return None
    at = quotation.end + 2
    related = (Related(start, end, "attributed here"),)
    return Flag(
        at, at + len(said), "the sentence before has the same attribution, word for word", related=related
    )


_ENDS = (".", "", ",")


def _interrupted(doc: Document, patterns: _Patterns, earlier: Quotation, quotation: Quotation) -> Flag | None:
    """The attribution behind the second part of a quotation that another attribution of the same speaker interrupts."""
    text, block = doc.text, doc.block_at(quotation.start)
    start, end = earlier.end, quotation.start
    if block is None or earlier.start < block.start or end - start > _LONGEST_BETWEEN:
        return None
    if not text[quotation.start + 1 : quotation.start + 3].strip(" \0\u00a0\u202f")[:1].islower():
        return None  # a sentence of its own
    if not (between := patterns.between.match(text, start, end)):
        return None
    again = patterns.again.match(text, quotation.end, block.end)
    name = again and (again["who"] or again["behind"])
    if not again or (name and name.split()[-1] not in between[0]):
        return None
    related = (Related(start, end, "attributed here"),)
    message = "this quotation already has its attribution, between its two parts"
    return Flag(*again.span("second"), message, related=related)


def _attributed_before(doc: Document, patterns: _Patterns, quotation: Quotation) -> Iterator[Flag]:
    """The attribution behind a quotation that another attribution of the same speaker leads up to."""
    block = doc.block_at(quotation.start)
    if block is None:
        return
    before = patterns.before.search(doc.text, max(block.start, quotation.start - 60), quotation.start)
    again = patterns.after.match(doc.text, quotation.end, block.end) if before else None
    if not before or not again:
        return
    who = again["who"] or again["behind"] or ""
    is_pronoun = bool(again["inverted"]) or who in speech_in(doc.language, doc.spellings).pronouns
    if is_pronoun or who.split()[-1] == (before["who"] or before["name"]):
        message = "this quotation already has its attribution, before it"
        related = (Related(*before.span("first" if before["who"] else "verb"), "attributed here"),)
        yield Flag(*again.span("second"), message, related=related)
    elif (
        before["who"]
        and who
        and before[0].rstrip("\0 \t\r\n").endswith(":")
        and _are_two_people(doc, before, who)
    ):
        message = f"this quotation is {before['who']}'s already, as the words before it say"
        related = (Related(*before.span("who"), "attributed here"),)
        yield Flag(*again.span("second"), message, related=related)


def _are_two_people(doc: Document, before: re.Match[str], who: str) -> bool:
    """Tell whether two names are of two people, as no title is: “The PM told the committee: …, Brandt said”."""
    first, language = before["who"], speech_in(doc.language, doc.spellings)
    lead = doc.text[max(0, before.start("who") - 8) : before.start("who")].split()
    return (
        first[:1].isupper()
        and first[1:].islower()
        and who[:1].isupper()
        and language.pronouns.isdisjoint((first.lower(), who.lower()))
        and first not in language.roles | language.honorifics
        and not (lead and lead[-1].lower() in language.determiners)
    )
