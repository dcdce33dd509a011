"""Closing lines: recognise lines after which the article ends, and headings of its own references."""

from __future__ import annotations

from copydesk.analysis.language.languages import in_all_languages
from copydesk.support.patterns import compile_later

_WORD = compile_later(r"\w+")
_NUMBER = compile_later(r"\d+")
_LONGEST = 60
"""Code points; longer lines are not closing lines."""
_START_WORDS = 3


def is_closing(line: str) -> bool:
    """Tell whether a line begins as lines do that end an article or stand below it ("Share this", "Related", "©")."""
    if len(line) >= _LONGEST:
        return False
    if line.startswith("©"):
        return True
    words = _WORD.findall(_NUMBER.sub("0", line))
    known = in_all_languages("closing_lines")
    starts = (" ".join(words[:count]) for count in range(1, min(len(words), _START_WORDS) + 1))
    return " ".join(words) in known or any(f"{start}…" in known for start in starts)


def heads_references(line: str) -> bool:
    """Tell whether a line is the heading of the article's own references."""
    return len(line) < _LONGEST and " ".join(_WORD.findall(line)) in in_all_languages("reference_headings")
