"""quotes/faulty-dash-line."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.analysis.quotes.speech_lines import lines_of
from copydesk.document import Document
from copydesk.findings import Flag
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_LINE = compile_later(
    r"(?P<first>[–—])[\s\0]*(?:(?P<second>[–—])[\s\0]+(?=[^\W\d_])|(?P<empty>,)[\s\0]+(?=[^\W\d_])"
    r"|(?P<name>[^\W\d_a-zß-ÿ][^–—\n,;:.!?\0]{2,60}[^\s–—,]),?[\s\0]+[–—][\s\0]*(?P<again>(?P=name))(?=[\s\0,.]|\Z))"
)

_DASHES = ("–", "—")


@rule(needs=_DASHES)
def faulty_dash_line(doc: Document) -> Iterator[Flag]:
    """A dash at the start of a speech or of an attribution stands twice, or what belongs behind it is lost.

    Bad: — — There is no fish today.
    Bad: “Be kind to the tide.” ¶ — , harbour master
    Bad: “Be kind to the tide.” ¶ — Ole Brandt — Ole Brandt, harbour master
    Good: “Be kind to the tide.” ¶ — Ole Brandt, harbour master
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    text = doc.text
    for line in lines_of(text, doc.blocks):
        words = text[line.start : line.end].lstrip("\0> ")
        start = line.end - len(words)
        match = _LINE.match(text, start, line.end) if words[:1] in _DASHES else None
        if not match:
            continue
        if match["second"]:
            yield Flag(start, match.end("second"), "the dash stands twice", (match["first"],))
        elif match["empty"]:
            yield Flag(start, match.end("empty"), "the name that belongs behind this dash is missing")
        else:
            yield Flag(*match.span("again"), f"“{match['name']}” stands twice in this attribution")
