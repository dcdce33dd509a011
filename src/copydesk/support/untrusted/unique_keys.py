"""Unique keys: read no object of JSON that has a key twice, for only the last of its values would be seen."""

from __future__ import annotations

import json
from typing import Any

_LONGEST = 60


class KeyGivenTwice(ValueError):
    """An object has a key twice; the message is the key, as JSON writes it."""


def without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object with these keys and values, for `object_pairs_hook` of `json.loads`.

    Raises:
        KeyGivenTwice: it has a key twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        repeated = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise KeyGivenTwice(json.dumps(repeated[:_LONGEST]))
    return found
