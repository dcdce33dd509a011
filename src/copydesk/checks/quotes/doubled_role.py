"""quotes/doubled-role."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag, Related
from copydesk.rules import rule
from copydesk.support.patterns import compile_later

_ROLE = compile_later(
    r",[\s\0]+(?:(?:the|a|an|der|die|das|le|la|l['’]|el|il|lo|o|de|het|en|ett|et)[\s\0]+)?"
    r"(?P<role>[^\W\d_][\w'’-]{2,}(?:[\s\0]+[^\W\d_][\w'’-]+){0,3}?)(?=[.;]|\Z|,(?![\s\0]+[\w'’-]+(?:,|[\s\0]+(?:and|und|et|y|e|og|och|en|i)[\s\0])))"
)
_REACH = 80


@rule(preset="strict")
def doubled_role(doc: Document) -> Iterator[Flag]:
    """The same title or role stands before somebody's name and behind it.

    One of the two was put in without the other's being taken out.

    Bad: “We are open,” said harbour master Ole Brandt, harbour master.
    Bad: Bürgermeisterin Ida Holm, die Bürgermeisterin, kam später.
    Good: “We are open,” said harbour master Ole Brandt, a former pilot.
    Measured: one finding in 3,065 news articles and none in 2,020 files of ten content repositories; it is true.
    """
    text = doc.text
    for name in doc.names:
        for mention in name.mentions:
            if text[mention.end : mention.end + 1] != ",":
                continue
            match = _ROLE.match(text, mention.end, mention.end + _REACH)
            if match is None:
                continue
            role = _plain(match["role"])
            lead = text[max(0, mention.start - _REACH) : mention.end]
            before = _plain(lead)
            own = before[: len(before) - len(_plain(text[mention.start : mention.end]))].rstrip()
            if (
                role
                and own.endswith(role)
                and not own[: -len(role)][-1:].isalnum()
                and not own[: -len(role)].endswith("-")
            ):
                at = text.rfind(match["role"].split()[0], max(0, mention.start - _REACH), mention.end)
                related = (Related(at, mention.start, "and here"),) if 0 <= at < mention.start else ()
                yield Flag(
                    *match.span("role"), f"“{match['role']}” stands before this name already", related=related
                )


def _plain(text: str) -> str:
    return " ".join(text.replace("\0", "").lower().split())
