"""Memo: remember what was worked out from the texts of rules, which is the same in every run."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")

memories: dict[str, dict[str, Any]] = {}
"""The answers of functions marked `remembered` so far, by their name; `rule_file_cache` keeps them between runs."""


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Work out only once what a function answers for a text.

    The texts are those of rules, for no answer is ever forgotten. An answer is made of Python's own simple types.
    """
    known = memories.setdefault(function.__name__, {})

    @wraps(function)
    def answer(text: str) -> T:
        if text not in known:
            known[text] = function(text)
        kept: T = known[text]
        return kept

    return answer
