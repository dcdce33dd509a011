"""damage/lost-apostrophe."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.fixability import limit_faults
from copydesk.analysis.language.languages import in_all_languages, language_data
from copydesk.analysis.language.mentioned_words import is_spoken_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_SHORTENED = "I|you|they|we|who|would|could|should"
_NOT = "did|does|do|is|are|was|were|have|has|had|could|should|would|must|need|might"
_SPACE = r"[ \u00a0]"
_NO_WORD_BEFORE = r"(?<![\p{L}\p{N}'’@#_./\-])"
_NO_WORD_AFTER = r"(?![\p{L}\p{N}'’@_\-]|\.\p{L})"
_SHORT = regex_later(
    _NO_WORD_BEFORE
    + one_of(
        rf"(?P<stem>{_NOT})n{_SPACE}?t",  # didnt, didn t
        rf"(?P<stem>ca|wo)n{_SPACE}t",  # can t; cant and wont are words
        r"(?P<stem>would|could|should|must)(?P<ve>ve)",
        rf"(?P<stem>you|they|we)(?:{_SPACE}(?P<end>re|ve|ll|d)|(?P<end>ve)|(?<=you|they)(?P<end>re|ll))",
        rf"(?P<stem>that|what|there|here|he|she)(?:(?P<end>s)|{_SPACE}(?P<end>s|ll))",
        rf"(?P<stem>{_NOT}|ca|wo)n\"t|(?P<stem>{_SHORTENED})\"(?P<end>ve|re|ll)",  # don"t, we"ll
        rf"(?P<stem>it|let|who){_SPACE}(?P<end>s)",
        rf"(?P<stem>I){_SPACE}(?P<end>m|ve|ll|d)",
    )
    + _NO_WORD_AFTER,
    regex.IGNORECASE,
)
_WHOLE = [f"{verb}nt" for verb in _NOT.split("|")] + (
    "wouldve couldve shouldve mustve youve theyve weve youre theyre youll theyll thats whats theres heres hes shes".split()
)
_MARKED = [f'{verb}n"t' for verb in (*_NOT.split("|"), "ca", "wo")] + [
    f'{word}"{end}' for word in _SHORTENED.split("|") for end in ("ve", "re", "ll")
]
_SIGNS = frozenset(
    form
    for word in [*_WHOLE, *_MARKED, *"t s re ve ll d m".split()]
    for form in (word, word.capitalize(), word.upper())
)
"""One of these words stands alone wherever an apostrophe is lost."""


_WORD_BEFORE = regex_later(r"(?<![\p{L}\p{M}'’])['’]*+\p{L}[\p{L}\p{M}'’]*+(?=[ \u00a0\0,(\"“'‘]*\Z)")
_WORD_BEHIND = regex_later(r"[ \u00a0\0]+(?P<word>[\p{L}\p{M}'’]+)")
_STARTS_SENTENCE = regex_later(r"(?:\A|[.!?:…\n])[ \t\r\u00a0\0\"“‘'(]*\Z")
_SIC = regex_later(r"[^.!?\n]{0,80}[.!?]?[\"”’']?\s?[\[(]\W*sic\b", regex.IGNORECASE)
_NEAR = 80
"""In code points: how far to either side the words beside are looked for."""


@rule(languages=("en",), unknown_language=False, front_matter="alone")
def lost_apostrophe(doc: Document) -> Iterator[Flag]:
    """A short form has lost its apostrophe: “didnt”, “don t”, “don"t”.

    A cleaning step that does not know the curly apostrophe drops it, or puts a space or a quotation mark in its place.
    English only. A capital within a sentence makes a name of it. Nothing is mended unseen, for the text may speak of the
    spelling. Of more than five in a file the first stands for all.

    Bad: The mayor didnt attend, and they re not amused.
    Good: The mayor didn’t attend. We were ill; its lid was lost. She studied with Jakob Dont.
    Measured: 13 of 13 findings right in 5,630 articles, six of them in letters of readers.
    """
    if _SIGNS.isdisjoint(doc.spellings):
        return
    found, more = limit_faults(
        [
            match
            for match in kept_matches(_SHORT, doc.text)
            if doc.is_in_its_language(match.start()) and not _is_meant(doc, match)
        ],
        each=doc.shows_each_fault,
    )
    for match in found:
        stem, end = match["stem"], match["end"] or match["ve"]
        whole = f"{stem}'{end}" if end else f"{stem}n't"
        if match.group().isupper():
            whole = whole.upper()
        lost = "a quotation mark for an apostrophe" if '"' in match.group() else "lost its apostrophe"
        message = f"“{match.group()}” has {lost}{more}"
        yield Flag(*match.span(), message, () if more else (whole,))


def _is_meant(doc: Document, match: regex.Match[str]) -> bool:
    """Whether it is a name (Jakob Dont, Arent van Curler), an abbreviation (HES, who S. Ortega hired), or quoted as
    it was written.
    """
    text, (start, end) = doc.text, match.span()
    word, (before, behind) = match.group(), _words_beside(text, match)
    if is_spoken_of(text, start, end) or _SIC.match(text, end):
        return True
    if doc.is_mentioned(start, end) and before not in language_data("en").reporting_verbs:
        return True
    if word.isupper():
        return not (before.isupper() or behind.isupper())
    if word[match["stem"] != "I" :].islower() and word[0].islower():
        return False
    if match["stem"] != "I" and not word[1:].islower():
        return True  # only the second part has a capital
    if match["stem"] == "I":
        return not word[1:].islower()
    is_name = (behind[:1].isupper() and behind != "I") or behind in in_all_languages("name_particles")
    return is_name or not _STARTS_SENTENCE.search(text[max(0, start - _NEAR) : start])


def _words_beside(text: str, match: regex.Match[str]) -> tuple[str, str]:
    """Return the words before and behind it; empty if there is none."""
    before = _WORD_BEFORE.search(text[max(0, match.start() - _NEAR) : match.start()])
    behind = _WORD_BEHIND.match(text, match.end())
    return before.group() if before else "", behind["word"] if behind else ""
