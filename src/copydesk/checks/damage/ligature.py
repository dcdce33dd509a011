"""damage/ligature."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from copydesk.analysis.block_texts import kept_matches
from copydesk.analysis.damage.fixability import limit_faults
from copydesk.analysis.names.lexicon import is_known, is_word
from copydesk.analysis.shown.signs import speaks_of_signs
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later, regex_later

_LIGATURE = regex_later(r"(?<![\p{L}\p{M}])(?=[\p{L}\p{M}]{3})[\p{L}\p{M}]*[\ufb00-\ufb06][\p{L}\p{M}]*")
_GAP = regex_later(r"(?<![\p{L}\p{M}])[\p{L}\p{M}]{0,20}[\ufb01-\ufb04][ \u00a0]\p{Ll}{2,20}(?![\p{L}\p{M}])")
_APART = compile_later("f[fil]")
_SIGNS = "ﬀﬁﬂﬃﬄﬅﬆ"


@rule(fixable=True, needs=_SIGNS, front_matter="alone")
def ligature(doc: Document) -> Iterator[Flag]:
    """Two letters are one sign: “ﬁ” for “fi”.

    A font's ligatures come along when text is copied from a PDF file. No search finds “first” where “ﬁrst” stands. Of
    more than five in a file the first stands for all, and `fix --suggested` mends them all. Mended unseen is only what
    gives a word of the article's language in ordinary prose: in “Straﬂe” the sign is a byte of another encoding.

    Bad: The ﬁrst supply will be turned on.
    Good: The first supply will be turned on, said Æthel and the œuvre's ß.
    Measured: too rare in news to tell (1 finding in 5,630 articles, a font’s).
    """
    for match in kept_matches(_GAP, doc.text):
        first, second = match.group().split()
        word = unicodedata.normalize("NFKC", first + second)
        if not (is_word(second) and (first == "ﬁ" or not is_word(word))) and not _is_spoken_of(
            doc, *match.span()
        ):
            yield Flag(
                *match.span(),
                f"“{match.group()}” is one word, broken behind a font's ligature",
                (word,),
                is_sure=False,
            )
    found, more = limit_faults(list(kept_matches(_LIGATURE, doc.text)), each=doc.shows_each_fault)
    for match in found:
        word = match.group()
        plain = "".join(
            unicodedata.normalize("NFKC", letter) if letter in _SIGNS else letter for letter in word
        )
        message = f"“{word}” is written with a font's ligature{more}"
        is_sure = (
            not more
            and is_known(plain, doc.language)
            and plain[1:].islower()
            and not _has_plain_letters(doc, match.span())
            and doc.is_plain_prose(*match.span())
        )
        yield Flag(*match.span(), message, (plain,), is_sure=is_sure)


def _is_spoken_of(doc: Document, start: int, end: int) -> bool:
    """Tell whether a sign that stands alone is what its sentence speaks of: the ﬂ key."""
    return doc.text[start + 1].isspace() and speaks_of_signs(doc.text, start, end, doc.language)


def _has_plain_letters(doc: Document, place: tuple[int, int]) -> bool:
    """Tell whether the paragraph has the letters of such signs apart, too: then the signs may be shown on purpose."""
    return _APART.search(doc.text, *doc.paragraph_at(place[0])) is not None
