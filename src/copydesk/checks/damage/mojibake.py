"""damage/mojibake."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule

_LEFT = 3
"""No more code points are left of one character."""
_SHOWN = 60
"""So many code points of a long passage stand in the message."""


@rule(severity="error", fixable=True, explains=True, front_matter="alone")
def mojibake(doc: Document) -> Iterator[Flag]:
    """Characters were read in the wrong encoding.

    A file in UTF-8 that some program took for windows-1252 or Mac Roman shows â€™ for an apostrophe; taken for a
    Cyrillic, Thai or Chinese one it shows вЂ™, โ€™ or 鈥檚. The repair is the reading turned round, as often as it
    happened. A paragraph is put back unseen if all of it can be, from one of the ten commonest encodings, and no other
    encoding makes another likely text of it; else there are suggestions at most. Until that is done no rule offers
    a fix in it. Where several texts are possible a person must decide; where bytes have been lost nothing is put back, for
    a part of it would hide what the rest was. Â, Ã and â in words
    stay, and so does what an article about encodings shows.

    Bad: The mayor didnâ€™t attend.
    Good: The mayor didn’t attend, said João Frâncio of SÃO BENTO.
    Measured: of 959 garbled texts never seen, 954 found, 921 put back, none harmed; now 957 found, 774 put back unseen and 951 with --suggested (python -m bench mojibake held); all 40 judged findings right, of 159 in 14 of 3,856 articles (python -m bench damage).
    """
    for start, end, was, how, is_sure, may_be_put_back in doc.garbled:
        found = _shortened(doc.source[start:end])
        if not was and end - start > _LEFT:
            message = f"“{found}” was read in the wrong encoding; what it was cannot be told"
        elif not was:
            message = f"“{found}” is what is left of a character read in the wrong encoding"
        elif was == ("",):
            message = f"“{found}” was a byte-order mark, which belongs to no text"
        elif how:
            message = f"“{found}” was {' or '.join(map(_named, was))}: its {how}"
        else:
            message = f"“{found}” was {_named(was[0])} before it was read in the wrong encoding"
        yield Flag(start, end, message, was if may_be_put_back else (), is_sure=is_sure)


def _named(text: str) -> str:
    """Return what the text was, in quotation marks unless it is itself a mark."""
    is_mark = len(text) == 1 and category(text).startswith("P")
    return f"the mark {text}" if is_mark else f"“{_shortened(text)}”"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
