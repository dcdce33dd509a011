"""Safe TOML: read TOML without waiting for it: the library's time grows with the square of the parts of a key."""

from __future__ import annotations

from typing import Any

from copydesk.support.patterns import compile_later
from copydesk.support.untrusted.safe_yaml import LONGEST, LONGEST_NUMBER

_MOST_PARTS = 20
_LONG_KEY = compile_later(rf"(?<![\w-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){{{_MOST_PARTS}}}")
_LONG_NUMBER = compile_later(rf"0[box][0-9a-fA-F_]{{{LONGEST_NUMBER}}}")
"""Python reads such a number, but cannot print it. A long decimal number it does not read."""


def load_toml(text: str) -> dict[str, Any]:
    """Return the data of a TOML text.

    Raises:
        ValueError: it is not TOML, is nested too deeply, or cannot be read in a reasonable time.
    """
    import tomllib

    if len(text) > LONGEST:
        raise ValueError(f"it has more than {LONGEST:,} characters")
    for pattern, problem in (
        (_LONG_KEY, f"a key has more than {_MOST_PARTS} parts"),
        (_LONG_NUMBER, f"a number has more than {LONGEST_NUMBER:,} digits"),
    ):
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            raise ValueError(f"{problem} (at line {line}, column {column})")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
