"""JSON Lines: one JSON object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of
from copydesk.support.untrusted.unique_keys import KeyGivenTwice, without_repeated_keys

_LONGEST = 25_000_000
"""Bytes of a line from which on it is not read; a text may have ten million."""
_MOST_SKIPPED = 40
"""So many times as long a line is gone over for its end."""
_MOST_EMPTY = 1_000_000
"""Empty lines in a row from which on a file is not read."""
_MOST_VALUES = 300_000
"""Values of a line from which on it is not read: three bytes of it may take sixty of memory."""


def read(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of a file; blank lines are none.

    Raises:
        ValueError: there are too many blank lines.
    """
    number = empty = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            del line
            is_end = not _skips_line(stream)
            problem = f"the line is longer than {_LONGEST:,} bytes{'; what follows is not read' * is_end}"
            yield CollectionRecord(number, f"{name}:{number}", problem=problem, is_end=is_end)
            if is_end:
                return
        elif _has_too_many_values(line):
            problem = (
                f"the line has more than {_MOST_VALUES:,} values, which the record of a text has not; leave out fields"
                " with numbers, such as tokens and vectors"
            )
            yield CollectionRecord(number, f"{name}:{number}", problem=problem)
        elif line.strip():
            yield _record(line, fields, name, number)
        else:
            empty += 1
            if empty > _MOST_EMPTY:
                raise ValueError(f"it has more than {_MOST_EMPTY:,} empty lines in a row")
            continue
        empty = 0


def _record(line: bytes, fields: Fields, name: str, number: int) -> CollectionRecord:
    line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
    try:
        data = json.loads(line, object_pairs_hook=without_repeated_keys)
    except KeyGivenTwice as error:
        problem = (
            f"the line has an object with the key {error} twice, so that only one of its values would be read"
        )
        return CollectionRecord(number, f"{name}:{number}", problem=problem)
    except UnicodeDecodeError as error:
        return CollectionRecord(
            number, f"{name}:{number}", problem=f"the line is not UTF-8, from its byte {error.start + 1} on"
        )
    except (ValueError, RecursionError) as error:
        return CollectionRecord(number, f"{name}:{number}", problem=f"the line is no JSON: {error}")
    record = record_of(data, fields, name, number)
    if not fields.keeps_lines:
        return record
    try:
        return replace(record, line=line.decode().strip())
    except UnicodeDecodeError:  # UTF-16, which Python reads as well, or half a character
        return record


def _has_too_many_values(line: bytes) -> bool:
    """Tell whether a line of JSON has more values than are read, without making one of them."""
    signs = b",", b"{", b"["
    if sum(map(line.count, signs)) < _MOST_VALUES:
        return False
    if b"\0" in line:  # UTF-16, whose strings are not looked into
        return True
    bare = line.replace(b"\\\\", b"").replace(b'\\"', b"")
    if bare.count(b'"') > 4 * _MOST_VALUES:  # two of a key, and two of its value
        return True
    return sum(piece.count(sign) for piece in bare.split(b'"')[::2] for sign in signs) >= _MOST_VALUES


def _skips_line(stream: BinaryIO) -> bool:
    """Go to the end of a line; tell whether it has one."""
    for _ in range(_MOST_SKIPPED):
        rest = stream.readline(_LONGEST)
        if not rest or rest.endswith(b"\n"):
            return True
    return False
