"""Lost words: find what no English clause can be, by the classes of its words.

Pairs of classes that never stand together are learnt (`python -m bench word_classes`); what takes three words and more
to see is written here. See `word_classes` for the classes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from copydesk.analysis.clause_grammar.word_classes import (
    NAME,
    class_pattern,
    letter,
    letters,
    read_letters,
    spans_of,
)
from copydesk.analysis.language.wordlists import read_list
from copydesk.findings import Span
from copydesk.support.patterns import compile_later

_MODAL = "can could will would should may might must can't couldn't won't wouldn't shouldn't cannot"
_HAVE = "has have had having hasn't haven't hadn't i've we've you've they've he's she's it's he'd she'd they'd we'd i'd"
_BE = (
    "is are was were be been being am isn't aren't wasn't weren't i'm he's she's it's we're you're they're there's"
    " that's"
)
_DO = "do does did don't doesn't didn't"
_DETERMINER = "a an the my your his her its our their"
_SUBJECT = "he she they we"
_PERSON = "he she they we it you i"
_JOINT = "that because and but if when while although since though , ."
_NOUN_BUT_NAME = "N P NP JN BN GN PZ BJN"
_NOUN = f"{_NOUN_BUT_NAME} Name"
_PREPOSITION = (
    "of in on at to for with from by into about against between through during under over after before"
)
_AFTER_VERB = f"{_DETERMINER} this these it them him me us up out {_PREPOSITION}"
_NEAR = 14
"""So many words before are looked through for what makes a row of classes possible."""
_OPENING = "what where who how why all which whatever that"


class Impossible(NamedTuple):
    """What no clause can be: classes in a row, of which the group is reported.

    `not_before` and `not_after` are classes that make it possible from elsewhere in the sentence: a question turns it
    round, and a verb that follows shows that “the people they met” was its subject.
    """

    classes: str
    not_before: str = ""
    not_after: str = ""


IMPOSSIBLE = (
    # would triggered the; can used in; will aired
    Impossible(rf"<^{_DETERMINER} this that of> (<{_MODAL}> <DE E DEJ DE.be_to DEJ.be_to>)", "as"),
    Impossible(rf"<{_PERSON} {_NOUN} there> (<{_MODAL}> <D>) <{_AFTER_VERB} . ,>", "as"),
    # yet to called; have to travelled to join; to released in
    Impossible(r"<yet him them us> (<to> <D E DE>)"),
    Impossible(rf"<{_HAVE} need needed want wanted able B .to .be_to> (<to> <D E DE>) <{_AFTER_VERB} .>"),
    Impossible(r"<B BN DE have need> (<to> <DE E>) <in by>"),
    # was to said; to makes; of built by
    Impossible(r"<is was are were> (<to> <D DE E>)", _OPENING),
    Impossible(r"(<to> <Z>) <a an the his her its their our>"),
    Impossible(r"(<of> <DE E>) <by>"),
    # they been; people with ties to the group been
    Impossible(rf"(<{_PERSON} {_NOUN_BUT_NAME} who which it that there> <been>)", _HAVE),
    Impossible(r"<^. mark> (<Name> <been>)", _HAVE),
    # that they gone; because he taken
    Impossible(rf"(<{_SUBJECT}> <E>)", f"{_HAVE} {_BE}"),
    Impossible(rf"<{_JOINT}> (<it> <E>)", f"{_HAVE} {_BE} B"),
    # they a good team; that he the owner
    Impossible(rf"(<{_SUBJECT}> <a an>)", f"{_MODAL} {_HAVE} {_BE} {_DO} like"),
    # that they going, because he working
    Impossible(rf"(<{_SUBJECT}> <G>)", f"{_MODAL} {_HAVE} {_BE} {_DO} like"),
    # they able to; that he aware of
    Impossible(
        rf"<{_JOINT}> (<{_SUBJECT} it> <J J.to>) <to that of about in for . ,>", f"{_HAVE} {_BE} {_DO} B"
    ),
    # they to leave
    Impossible(rf"(<{_SUBJECT}> <to>) <B BN>", f"{_HAVE} {_BE} {_DO} {_OPENING}"),
    # he could the house
    Impossible(rf"<{_JOINT}> <{_SUBJECT} it i you> (<{_MODAL}> <{_DETERMINER}>)", "as than like"),
    # will able to; would available; will going
    Impossible(
        rf"<^the a his her their its> (<{_MODAL}> <J J.to DEJ.to J.be_to>) <to for with that in at . , and>",
        "how as",
    ),
    Impossible(
        rf"<{_PERSON} {_NOUN} who there> (<will would could should may might must can> <G>)", "than as"
    ),
    # will makes; must goes
    Impossible(rf"<{_SUBJECT} it i you who {_NOUN}> (<{_MODAL}> <Z>)", "way how as what all thing than"),
    Impossible(r"<N Name he she it> (<will would could should must> <PZ>) <J BJ a the an>"),
    # can to enter
    Impossible(r"<N P Name> (<can could will should must might> <to>)", f"{_OPENING} everything best much"),
    # could not agreed; did not received; didn't went
    Impossible(r"(<can could will would should may must might> <not> <DE E D Z>)"),
    Impossible(r"(<can't couldn't won't wouldn't shouldn't cannot> <DE E D Z>)"),
    Impossible(r"(<don't doesn't didn't> <D Z DE>)"),
    Impossible(r"<do does did> (<not> <D Z DE G>)", "what"),
    # to able to
    Impossible(r"(<to> <J.to>) <to>"),
    # there no point; that there many
    Impossible(
        r"<^is are was were isn't aren't wasn't weren't be been out here> (<there> <no many several>)"
    ),
    Impossible(
        rf"<{_JOINT} who said> (<there> <a an some few>) <{_NOUN} J GJ JR>",
        f"{_MODAL} {_HAVE} {_BE} {_DO} here",
    ),
    Impossible(rf"<{_JOINT} said> (<there> <so too>) <much many few>", f"{_MODAL} {_HAVE} {_BE} {_DO}"),
    # it not clear
    Impossible(
        rf"<{_JOINT}> (<{_SUBJECT} it> <not>) <a the G J DE>", f"{_MODAL} {_HAVE} {_BE} {_DO} or if whether"
    ),
    # told him leave the; asked make
    Impossible(rf"<.told> (<him them me us you> <B be become>) <{_AFTER_VERB}>"),
    Impossible(rf"<.told> (<him them me us> <BN>) <{_DETERMINER}>"),
    Impossible(r"(<DE.told> <B>)"),
    Impossible(rf"<{_BE}> (<.told> <BN>) <{_DETERMINER} him them>"),
    # would is; can was
    Impossible(
        r"(<would could should can> <is are was were has had>)",
        f"{_OPENING} as than best most least every any",
    ),
    # a conservative think based
    Impossible(r"<a an> (<J> <B>) <DE>"),
    # City lawyers they would appeal
    Impossible(
        rf"<.> <Name the> <P> (<they> <{_MODAL} are were have had>)",
        "",
        f"{_MODAL} {_HAVE} {_BE} {_DO} B Z D E DE",
    ),
    # told Reuters that do not
    Impossible(r"<.said .told> <Name him them us me> (<that> <do don't are have were haven't aren't>)"),
    # the house of the, and
    Impossible(rf"<N P B DE {_PREPOSITION}> (<the an their our my your every> <,>)"),
    # who a member, who able to, who attending
    Impossible(rf"<P PZ ,> (<who> <a an>) <{_NOUN} J>", "know asked ask find"),
    Impossible(r"(<who> <J J.to DEJ.be_to>) <to of about in for and ,>"),
    Impossible(r"(<which> <E>)"),
    Impossible(r"(<who> <G GN>) <^,>"),
    Impossible(r"<P Name N ,> (<who> <E>)"),
    # if want to; when decides: no subject
    Impossible(r"(<if> <B Z D has have are were don't do had doesn't can't>)"),
    Impossible(r"<^. mark> (<when because unless whether> <D has were don't doesn't was>)", "what"),
    # in order become; how make; enough keep; is important keep
    Impossible(r"<in> (<N.order BN.order> <B>)"),
    Impossible(r"<^.> (<how> <B>) <^and>"),
    Impossible(r"<N J DE is was> (<enough> <B>)"),
    Impossible(r"<is was be it's> (<J> <B>)", f"{_OPENING} best {_DO}"),
    # was make the; is become a; have suffer
    Impossible(
        rf"<N P Name he she it they> (<is are was were> <B>) <{_DETERMINER} {_PREPOSITION}>",
        f"{_OPENING} {_DO} best",
    ),
    Impossible(r"<N P Name he she it they we you i who that which> (<have has had> <B>)", "hate"),
    Impossible(r"<N P Name he she they we i who> (<D> <B>)", _OPENING),
    # going be; wanted make the; able help him
    Impossible(r"<^if> ((?!<PZ.to>)<.to> <B be become>)"),
    Impossible(rf"(<.to> <BN>) <{_DETERMINER} him them us>", "go"),
    Impossible(rf"<{_BE}> <now still also not>? (<.be_to> <B be become>)", _OPENING),
    Impossible(r"<^a the> (<J.to> <BN>)"),
    # thousands people; a number people
    Impossible(r"(<P.many> <P P.many>)", "#"),
    Impossible(r"<a> (<N.number BN.number> <P>)"),
    Impossible(r"<a> (<N.number BN.number> <J JR JN> <P>)"),
    # with number of
    Impossible(r"<with on from for are is have has> (<N.number BN.number> <of>)"),
    # part the; rest the
    Impossible(r"(<N.of BN.of BJN.of> <the>)", "most for to in"),
    Impossible(r"<^most> (<N.of BN.of> <his its their our>)", "most for"),
    # one them
    Impossible(r"(<one many some> <them>)"),
    # according Name
    Impossible(rf"(<G.to_noun> <Name {_NOUN} JR J this these those>)"),
    Impossible(r"<N is was are were be , and largely partly> (<JN.to_noun> <the a an his its their>)"),
    # one the biggest; one of biggest; some of houses; in biggest
    Impossible(r"<^the this that no any every each other #> (<one> <the> <JR.most J.most most>)"),
    Impossible(r"(<one some> <of> <J.most JR.most most>)", "most"),
    Impossible(r"(<one some most many> <of> (?!<P.many>)<P>) <^-> <^->"),
    Impossible(r"(<in> <JR.most J.most>)"),
    # the museum at on the harbour
    Impossible(rf"<N P Name> (<at> <on with by for>) <{_DETERMINER}>"),
    # at same; on own
    Impossible(r"(<at on> <same>)"),
    Impossible(r"(<on of> <own>)"),
    # channels such Name; firms such the
    Impossible(r"<P> (<such> <Name the>)"),
    # over past few years; in last few weeks
    Impossible(r"(<over during within for> <.past> <few several #>)"),
    Impossible(r"(<over during within for in> <.last> <few several #>)"),
    # the went to
    Impossible(rf"(<the an> <D>) <{_DETERMINER} {_PREPOSITION} that>"),
    # is was; was has
    Impossible(
        r"(<is> <are was were has had>|<are> <is was were has have had>"
        r"|<was> <is are were has had>|<were> <is are was had>)",
        f"{_OPENING} as is are be",
    ),
)


@cache
def _pairs() -> frozenset[str]:
    rows = (line.split(": ") for line in read_list("english/clashes").splitlines())
    return frozenset(
        a + b
        for left, rights in rows
        for right in rights.split()
        for a in letters(left)
        for b in letters(right)
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[str], frozenset[str]], ...]:
    return tuple(
        (
            compile_later(class_pattern(each.classes)),
            frozenset(letters(each.not_before)),
            frozenset(letters(each.not_after)),
        )
        for each in IMPOSSIBLE
    )


def find_lost_words(plain: str, stretches: Iterable[Span]) -> Iterator[Span]:
    """Yield where words stand together that no clause can hold, in these stretches of a text with typed apostrophes."""
    stop = letter(".")
    read = [(stretch, read_letters(plain, stretch)) for stretch in stretches]
    found = stop + stop.join(classes for _, classes in read)
    places = list(_clashes(found))
    if not places:
        return
    starts = [0, *accumulate(len(classes) + 1 for _, classes in read)]
    name = letter(NAME)
    tokens_of = cache(lambda index: spans_of(plain, read[index][0]))
    for start, end in sorted(set(places)):
        index = bisect_right(starts, start - 1) - 1
        tokens = tokens_of(index)
        first, last = tokens[start - 1 - starts[index]], tokens[end - 2 - starts[index]]
        is_title = plain[last.start].isupper() and found[end - 1] != name  # a version of We Will
        if not is_title and plain[first.start : first.end] != "A":  # from point A to point B
            yield Span(first.start, last.end)


def _clashes(found: str) -> Iterator[tuple[int, int]]:
    """Yield where a text, given by the letters of its classes, holds what it cannot hold."""
    pairs = _pairs()
    if not pairs.isdisjoint(map(add, found, found[1:])):
        yield from ((at, at + 2) for at, pair in enumerate(map(add, found, found[1:])) if pair in pairs)
    stop = letter(".")
    for pattern, not_before, not_after in _patterns():
        for match in pattern.finditer(found):
            start = match.start(1)
            before = found[max(found.rfind(stop, 0, start) + 1, start - _NEAR) : start]
            after = found[match.end() : found.find(stop, match.end())] if not_after else ""
            if not_before.isdisjoint(before) and not_after.isdisjoint(after):
                yield start, match.end(1)
