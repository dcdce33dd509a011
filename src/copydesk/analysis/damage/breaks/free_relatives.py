"""Free relatives: a clause that is the subject of the next, whose verb may stand right before the same verb again.

Those who left left early. Quem fica fica por gosto.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.analysis.language.languages import Language, in_all_languages, language_data
from copydesk.support.patterns import compile_later

_NEAR = 60
_WORD = compile_later(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLAUSE = compile_later(r"[.,;:!?…\n()\"“”«»„–—]")
_LONGEST = 3
_MOST = 2
"""So many words stand at most between the relative word and the verb: wer dabei war war."""


def ends_free_relative(text: str, start: int, said: Sequence[str], code: str | None) -> bool:
    """Tell whether words that stand twice, in lower case, may be the verb of a free relative clause and the next.

    `start` is where they stand first.
    """
    language = language_data(code or "en")
    phrases = language.free_relatives if code else in_all_languages("free_relatives")
    if not phrases or not _may_be_a_verb(said, language):
        return False
    clause = _CLAUSE.split(text[max(0, start - _NEAR) : start].replace("\0", ""))[-1]
    words = [match.group().lower() for match in _WORD.finditer(clause)]
    for between in range(_MOST + 1 if len(said) == 1 else 1):
        lead = words[: len(words) - between] if between else words
        for length in range(1, _LONGEST + 1):
            if " ".join(lead[-length:]) not in phrases or len(lead) < length:
                continue
            opens = set(lead[:-length]) <= language.clause_links
            if length > 1 or opens:
                return True
    return False


def _may_be_a_verb(said: Sequence[str], language: Language) -> bool:
    """Tell whether neither the first nor the last of some words is an article, a pronoun or a word before a noun."""
    never = language.definite_articles | language.determiners | language.relatives | language.clause_links
    if len(said) == 1:
        never |= language.pronouns
    return said[0] not in never | language.prepositions and said[-1] not in never
