r"""Replacements: what to write for a match of a pattern, made of its groups, such as `\1 per cent`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.findings import Flag, Span
from copydesk.packs.flagging.letter_case import begins_sentence
from copydesk.packs.flagging.message_flags import filled_message, quoted
from copydesk.packs.matchers import MatchedSpan
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import regex

    from copydesk.document import Document

_PIECE = compile_later(r"\\(?P<number>\d{1,2})|\\g<(?P<name>\w+)>|\\(?P<sign>[\\$])|(?P<wrong>\\.?|\$\d)")
_LINE_BREAK = compile_later(r"\s*\n\s*")
_WRITE = "write “{better}” for “{match}”"
Group = int | str
"""A group of a pattern, by its number or its name; 0 is all that the pattern matched."""


class SuggestedText:
    r"""A text in which `\1` and `\g<name>` stand for groups of a pattern, and `\0` for all that it matched. `\\` is a
    backslash, `\$` a dollar sign.

    Attributes:
        groups: the groups that it names.

    Raises:
        ValueError: a backslash stands before something else, or a group is written `$1`.
    """

    def __init__(self, text: str) -> None:
        self.groups: list[Group] = []
        self._texts = [""]
        at = 0
        for piece in _PIECE.finditer(text):
            self._texts[-1] += text[at : piece.start()] + (piece["sign"] or "")
            at = piece.end()
            if piece["wrong"]:
                raise ValueError(_wrong(piece["wrong"]))
            if not piece["sign"]:
                group = piece["number"] or piece["name"]
                self.groups.append(int(group) if group.isdecimal() else group)
                self._texts.append("")
        self._texts[-1] += text[at:]

    def check_groups(self, pattern: regex.Pattern[str]) -> None:
        """Check that a pattern has all the groups. Raises ValueError if not; its message goes on with the pattern."""
        for group in self.groups:
            if group not in pattern.groupindex and not (isinstance(group, int) and group <= pattern.groups):
                named = f"\\{group}" if isinstance(group, int) else f"\\g<{group}>"
                raise ValueError(f"names the group {named}, but there is no such group in")

    def filled(self, document: Document, match: regex.Match[str]) -> str:
        """Return the text for a match, with the words of the groups as the source has them, on one line."""
        text = self._texts[0]
        for group, literal in zip(self.groups, self._texts[1:], strict=True):
            start, end = match.span(group)
            words = document.source[start:end] if start >= 0 else ""  # an optional group that is not there
            text += _LINE_BREAK.sub(" ", words) + literal
        starts_large = document.text[match.start() : match.start() + 1].isupper()
        has_own_case = not text.partition(" ")[0].islower()  # eBay
        if starts_large and not has_own_case and begins_sentence(document, match.start()):
            return text[:1].upper() + text[1:]
        return text


def _wrong(piece: str) -> str:
    if piece.startswith("$"):
        return f"has “{piece}”; a group is written \\{piece[1:]}, and a dollar sign before a figure \\$"
    return f"has “{piece}”; a group is written \\1 or \\g<name>, and a backslash \\\\"


class ReplacementFlags:
    """What to write for each match; `{better}` in the message stands for the first of it.

    Args:
        message: the message of a flag; if it is empty, one that fits.
        replacements: what to write, the best first; an empty text to leave the match out.
    """

    def __init__(self, message: str, replacements: Sequence[SuggestedText]) -> None:
        self._message = message
        self._replacements = replacements

    def __call__(self, document: Document, spans: Iterable[Span]) -> Iterator[Flag]:
        """Flag each place, except where the first replacement stands already."""
        for span in spans:
            assert isinstance(span, MatchedSpan)  # searches that keep their matches yield such
            better = tuple(each.filled(document, span.match) for each in self._replacements)
            found = quoted(document, span)
            if not better[0]:
                place, instead = _left_out(document, span)
                yield Flag(*place, self._message or f"leave out “{found}”", (instead, *better[1:]))
            elif better[0] != document.source[span.start : span.end]:
                yield Flag(*span, filled_message(self._message or _WRITE, found, better[0]), better)


def _left_out(document: Document, span: Span) -> tuple[Span, str]:
    """Return the place of words to leave out, and what stands there instead.

    To the place belongs the space before them, or else behind them, that would be one too many. At the start of a
    sentence it reaches to the first letter of the next word, which becomes a capital.
    """
    text = document.text
    is_before, is_behind = text[span.start - 1 : span.start] == " ", text[span.end : span.end + 1] == " "
    next_letter = text[span.end + 1 : span.end + 2]
    if (
        is_behind
        and next_letter.islower()
        and text[span.start].isupper()
        and begins_sentence(document, span.start)
    ):
        return Span(span.start, span.end + 2), next_letter.upper()
    if is_before and not text[span.end : span.end + 1].isalnum():
        return Span(span.start - 1, span.end), ""
    block = document.block_at(span.start)
    return Span(span.start, span.end + 1) if is_behind and block and block.start == span.start else span, ""
