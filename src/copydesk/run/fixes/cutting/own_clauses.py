"""Own clauses: tell whether a sentence that begins like a page's goes on as only an article does.

“Follow us on Monday, said the mayor.” has an attribution, “Like us on Sunday, they went to church.” a clause.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.analysis.language.languages import Language, languages
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKS = compile_later(r"([,;:!?…“”„‟«»\"()\[\]]+['’‘]?|(?<=\s)['‘]|['’](?=\s)|\s[-–—]+\s|[–—])")
_LEADS = frozenset(",;!?”»\"'’-–—“")
"""Marks, the last of several, behind which an attribution may follow."""
_JOINTS = frozenset(",;-–—")
"""Marks behind which the sentence itself goes on, and no quotation begins."""
_WORD = compile_later(r"[^\W_]+(?:['’][^\W_]+)*(?:-[^\W_]+)*")
_SHORTEST = 3
"""Shorter verbs are other words in other languages: “sa” is “is” in one, and “said” in others."""
_LONGEST_SUBJECT = 4
_MOST_BEHIND = 3
"""So many words may be left of an attribution whose speaker has no article: skrev ordføreren i går."""


def has_own_clause(sentence: str, code: str | None) -> bool:
    """Tell whether an attribution, or a clause with a subject and a verb in the past, follows a mark in a sentence.

    Attributions are known in every language, since a leftover need not be in that of the article (`code`); clauses in
    the article's, and in that of most pages.
    """
    pieces = ["", *_MARKS.split(sentence), ""]
    parts = [_WORD.findall(piece) for piece in pieces[1::2]]
    behind = [
        (before.strip()[-1], part)
        for before, part, mark in zip(pieces[2::2], parts[1:], pieces[4::2], strict=False)
        if part and before.strip()[-1:] in _LEADS and not mark.startswith(":")
    ]
    known = languages()
    own = [known[each] for each in dict.fromkeys((code, "en")) if each in known]
    return (
        any(_tells(each, part) for _, part in behind for each in _told_in(known.values(), part, code))
        or any(_is_clause(each, part) for mark, part in behind if mark in _JOINTS for each in own)
        or any(_has_doer(each, part) for part in parts for each in own)
    )


def _told_in(known: Iterable[Language], part: Sequence[str], code: str | None) -> list[Language]:
    """Return the languages of which a part of a sentence has a verb of saying."""
    words = {piece for word in part for piece in (word.lower(), word.lower().partition("-")[0])}
    sure = {word for word in words if len(word) >= _SHORTEST}
    return [
        each for each in known if not (words if each.code == code else sure).isdisjoint(_verbs(each.code))
    ]


@cache
def _verbs(code: str) -> frozenset[str]:
    """Return the forms of verbs of saying, without those by which a page, too, tells readers what to do."""
    language = languages()[code]
    forms = language.tag_verbs | language.saying_verbs | language.reporting_verbs
    return frozenset(
        form for form in forms if f"{form}ing" not in forms and f"{form.removesuffix('e')}ing" not in forms
    )


def _tells(language: Language, part: Sequence[str]) -> bool:
    """Tell whether a part of a sentence begins with an attribution, its speaker before or behind the verb."""
    lower = [word.lower() for word in part]
    verbs, pronouns = _verbs(language.code), _pronouns(language)
    first = 1 if lower[0] in language.verb_auxiliaries and len(part) > 1 else 0
    verb, joined, speaker = lower[first].partition("-")
    behind = part[first + 1 :]
    if joined and speaker.rpartition("-")[2] in pronouns:  # dit-elle, a-t-elle dit
        return verb in verbs or any(word in verbs for word in lower[1:2])
    # In languages with an article only “say” does without one: said police.
    bare = language.saying_verbs if language.definite_articles else language.tag_verbs
    if lower[first] in verbs and behind:
        return (
            behind[0].lower() in pronouns | language.determiners
            or behind[0][0].isupper()
            or (len(behind) <= _MOST_BEHIND and lower[first] in bare)
        )
    return any(
        lower[at] in verbs and _is_subject(language, _without_auxiliary(language, part[:at]))
        for at in range(1, min(len(part), _LONGEST_SUBJECT + 2))
    )


def _without_auxiliary(language: Language, words: Sequence[str]) -> Sequence[str]:
    return words[:-1] if words[-1].lower() in language.verb_auxiliaries else words


def _is_subject(language: Language, words: Sequence[str]) -> bool:
    """Tell whether words are all of a subject: a pronoun, a noun with its article, a name, or a noun of a language that
    has no article before it.
    """
    if not words or len(words) > _LONGEST_SUBJECT:
        return False
    first = words[0].lower()
    if len(words) == 1:
        return (
            first in _pronouns(language)
            or words[0][0].isupper()
            or (not language.definite_articles and first not in language.no_speakers)
        )
    return first in language.determiners or all(word[0].isupper() for word in words)


def _pronouns(language: Language) -> frozenset[str]:
    return language.pronouns | language.first_person


def _is_clause(language: Language, part: Sequence[str]) -> bool:
    """Tell whether a part of a sentence begins with a subject and a verb in the past."""
    return any(
        _is_past(language, part[at].lower()) and _is_subject(language, part[:at])
        for at in range(1, min(len(part), _LONGEST_SUBJECT))
    )


def _has_doer(language: Language, part: Sequence[str]) -> bool:
    """Tell whether a pronoun of somebody who does not read along has a verb in the past behind it."""
    return any(
        word.lower() in language.pronouns - language.determiners and _is_past(language, verb.lower())
        for word, verb in pairwise(part)
    )


def _is_past(language: Language, word: str) -> bool:
    if word in language.irregular_pasts or word in language.past_forms:
        return True
    endings = {form[1:] for form in language.past_forms if form.startswith("-")}
    if language.irregular_pasts:  # the regular ones of their language end like this
        endings.add("ed")
    return any(word.endswith(ending) and len(word) > len(ending) + 2 for ending in endings)
