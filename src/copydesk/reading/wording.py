"""The words of a text in the form in which two wordings are compared, each with its place.

This form is the contract of every comparison: case, accents, punctuation, marks, white space and markup do not count;
nor do contractions ("isn't", "is not"), number words ("ten", "10"), "U.S." and "US", "&" and "and", fillers ("um"),
"[sic]". A bracketed letter is the letter ("[A]t"); bracketed words and ellipses stand for words that are not there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from copydesk.compiled import compile_later
from copydesk.reading.language import STOP_WORDS

GAP = "…"
"""The form of an ellipsis: any words may have stood here."""

EDIT = "[]"
"""The form of a bracketed word: an editor's, for some of the speaker's."""

BREAK = "¶"
"""The form of the place between two quotations that are read as one stream."""

SMALL_WORDS = STOP_WORDS["en"] | frozenset(
    (
        "i am is been were being does did has had having very just really going get got us me my them those these also"
        " said says it's that's because then than your yes well s t"
    ).split()
)
"""Words that two sentences share by chance."""

_TOKEN = compile_later(
    r"\.\s?\.\s?\.(?:\s?\.)?|…"
    r"|\[\s*(?:\.\s?\.\s?\.|…)\s*\]"
    r"|[(\[]sic[)\]]"
    r"|\[[^\[\]\n]{0,120}\](?!\w)"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*"
    r"|&|%"
    r"|(?<!\w)(?:[^\W\d_](?:[-–—]{2,}|\*{2,}|[–—_](?=[a-z]{1,3}\b))[^\W\d_]*|[^\W\d_]{2,5}\*{2,}[^\W\d_]+)"
    r"|(?:[^\W_]|[\[\]](?=\w)(?<=\w.)|\0+(?=\w)(?<=\w.))+(?:['’][^\W\d_]+)?"
)
_MASKED = compile_later(r"\w+(?:[–—_*]|--)")
_FILLERS = frozenset(["um", "uh", "erm", "er", "uhm", "hmm"])
_CONTRACTED = {
    "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "'d",
}  # fmt: skip
_WHOLE = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
    "dont": ("do", "not"), "doesnt": ("does", "not"), "didnt": ("did", "not"), "isnt": ("is", "not"),
    "wasnt": ("was", "not"), "arent": ("are", "not"), "cant": ("can", "not"), "gonna": ("going", "to"),
    "wanna": ("want", "to"), "gotta": ("got", "to"), "ok": ("okay",), "%": ("percent",), "pct": ("percent",),
    "jan": ("january",), "feb": ("february",), "aug": ("august",), "sept": ("september",), "oct": ("october",),
    "nov": ("november",), "dec": ("december",), "uk": ("united", "kingdom"), "sgt": ("sergeant",), "sen": ("senator",),
    "rep": ("representative",), "gov": ("governor",), "gen": ("general",),
    "lt": ("lieutenant",), "capt": ("captain",), "prof": ("professor",),
    "whilst": ("while",), "amongst": ("among",), "'em": ("them",), "mister": ("mr",),
    "doctor": ("dr",), "til": ("until",),
    "towards": ("toward",), "let's": ("let", "us"), "ain't": ("is", "not"), "alright": ("all", "right"),
    "&": ("and",),
}  # fmt: skip
_IS = frozenset(
    "it he she that this what there here who where how when why everything nothing everyone nobody".split()
)
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen twenty"
        ).split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
     "ninety": "90"}  # fmt: skip
_TENS = frozenset(["20", "30", "40", "50", "60", "70", "80", "90"])
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th"}  # fmt: skip


class Word(NamedTuple):
    """A word with its place (code points) and the form it is compared in; GAP or EDIT where words are left out."""

    start: int
    end: int
    form: str


def read_wording(text: str, start: int, end: int) -> list[Word]:
    """The words between two offsets. One written word may give several ("isn't"), some give none."""
    words: list[Word] = []
    for match in _TOKEN.finditer(text, start, end):
        forms = _forms(match.group())
        at, to = match.span()
        if (
            len(forms) == 1
            and words
            and forms[0] in "123456789"
            and words[-1].form in _TENS
            and text[words[-1].end : at] in ("-", "‑", "‐", " ")
            and not text[words[-1].start].isdigit()
        ):
            tens = words.pop()
            words.append(Word(tens.start, to, str(int(tens.form) + int(forms[0]))))
            continue
        words += [Word(at, to, form) for form in forms]
    return words


@lru_cache(50_000)
def _forms(token: str) -> tuple[str, ...]:
    if token.isalpha() and token.isascii():
        word = token.lower()
        if word in _FILLERS:
            return ()
        return _WHOLE.get(word) or (_NUMBERS.get(word) or _ORDINALS.get(word) or word,)
    if token[0] in ".…":
        return (GAP,)
    if token[0] in "[(" and token[-1] in "])":
        inner = token[1:-1].strip()
        if inner == "sic":
            return ()
        if not inner.strip(".… "):
            return (GAP,)
        return (inner.lower(),) if len(inner) == 1 and inner.isalpha() and inner in "aAI" else (EDIT,)
    if token[0].isdigit():
        return (token.replace(",", ""),)
    if _MASKED.match(token):
        return (token[0].lower() + "*",)
    return _spelled(token)


def _spelled(token: str) -> tuple[str, ...]:
    word = token.replace("’", "'").replace("\0", "").replace("[", "").replace("]", "").lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    word = word.replace(".", "")
    if word in _WHOLE:
        return _WHOLE[word]
    if "'" in word:
        stem, _, ending = word.rpartition("'")
        if word.endswith("n't"):
            return (word[:-3], "not")
        if "'" + ending in _CONTRACTED:
            return (stem, _CONTRACTED["'" + ending])
        if ending == "s":
            return (stem, "is") if stem in _IS else (stem + "s",)
        return (stem + ending,)
    return (word,) if word else ()


def forms_of(words: Sequence[Word]) -> list[str]:
    """The forms alone."""
    return [word.form for word in words]


_SPELLINGS = tuple(
    (compile_later(pattern), replacement)
    for pattern, replacement in (
        (r"is(e|ed|es|er|ers|ing|ation|ations|able)$", r"iz\1"), (r"ys(e|ed|es|ing)$", r"yz\1"), (r"our", "or"),
        (r"tre(s?)$", r"ter\1"), (r"bre$", "ber"), (r"ll", "l"), (r"ence$", "ense"), (r"ogue", "og"), (r"mme$", "m"),
        (r"ae|oe", "e"), (r"que(s?)$", r"ck\1"), (r"ey$", "y"), (r"gement", "gment"), (r"grey", "gray"),
        (r"^scep", "skep"), (r"^tyre", "tire"), (r"^kerb", "curb"), (r"^plough", "plow"), (r"^aluminium$", "aluminum"),
        (r"ould(er|ers|ering|ered|y)$", r"old\1"), (r"^mum(s|my)?$", r"mom\1"), (r"^pyjama", "pajama"),
    )
)  # fmt: skip


@lru_cache(10_000)
def _folded(form: str) -> str:
    for pattern, replacement in _SPELLINGS:
        form = pattern.sub(replacement, form)
    return form


def same_words(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two short runs of forms differ in nothing that counts: spelling of one English or another, words joined
    or parted, letters masked, words that an ellipsis or a bracket stands for.
    """
    for one, other in ((ours, theirs), (theirs, ours)):
        if GAP in one and all(form in other for form in one if form not in (GAP, EDIT)):
            return True
        if EDIT in one and len(other) <= 8 * one.count(EDIT) + len(one):
            rest = [form for form in one if form != EDIT]
            if all(form in other for form in rest):
                return True
    if len(ours) == len(theirs) == 1:
        one, other = ours[0], theirs[0]
        if "*" in one or "*" in other:
            masked, plain = (one, other) if "*" in one else (other, one)
            return masked[:1] == plain[:1]
        if "'d" in (one, other) and {one, other} & {"would", "had"}:
            return True
        if min(len(one), len(other)) > 3 and _folded(one) == _folded(other):
            return True
    return bool(ours) and bool(theirs) and "".join(ours) == "".join(theirs)
