"""What is worked out of the texts of rule files, and is the same in every run."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")

memories: dict[str, dict[str, Any]] = {}
"""What functions marked `remembered` have said so far, by their name; `rulefiles` keeps it between runs."""


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Work out only once what a function says of a text. It is for texts of rules: what is said is never forgotten.

    What the function says is of Python's own simple types.
    """
    known = memories.setdefault(function.__name__, {})

    @wraps(function)
    def answer(text: str) -> T:
        if text not in known:
            known[text] = function(text)
        said: T = known[text]
        return said

    return answer
