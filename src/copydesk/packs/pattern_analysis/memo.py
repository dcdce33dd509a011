"""Memo: remember values computed from the texts of rules, which are the same in every run."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

memories: dict[str, dict[str, Any]] = {}
"""The results of functions marked `remembered`, by the function's name; `rule_file_cache` keeps them between runs."""


def recall(known: Mapping[str, Mapping[str, Any]]) -> None:
    """Take in results that another run has remembered."""
    for name, results in known.items():
        memories.setdefault(name, {}).update(results)


def forget() -> None:
    """Forget all results."""
    for known in memories.values():
        known.clear()


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Compute the result of a function for a text only once.

    Results stay until all are forgotten, so the texts must be those of rules. A result consists of simple types of
    Python's own.
    """
    known = memories.setdefault(function.__name__, {})

    @wraps(function)
    def answer(text: str) -> T:
        if text not in known:
            known[text] = function(text)
        kept: T = known[text]
        return kept

    return answer
