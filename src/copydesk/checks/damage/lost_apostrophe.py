"""damage/lost-apostrophe."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copydesk.analysis.damage.fixability import limit_faults
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


@rule(fixable=True, languages=("en",), unknown_language=False)
def lost_apostrophe(doc: Document) -> Iterator[Flag]:
    """A short form has lost its apostrophe: “didnt”, “don t”, “don"t”.

    A cleaning step that does not know the curly apostrophe drops it, or puts a space or a quotation mark in its place.
    English only. Of more than five in a file the first stands for all.

    Bad: The mayor didnt attend, and they re not amused.
    Good: The mayor didn’t attend. We were ill; its lid was lost.
    Measured: 13 of 13 findings right in 5,630 articles, six of them in letters of readers.
    """
    if _SIGNS.isdisjoint(doc.spellings):
        return
    found, more = limit_faults(
        [match for match in _SHORT.finditer(doc.text) if doc.is_in_its_language(match.start())]
    )
    for match in found:
        stem, end = match["stem"], match["end"] or match["ve"]
        whole = f"{stem}'{end}" if end else f"{stem}n't"
        lost = "a quotation mark for an apostrophe" if '"' in match.group() else "lost its apostrophe"
        yield Flag(*match.span(), f"“{match.group()}” has {lost}{more}", () if more else (whole,))
