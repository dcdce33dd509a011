"""JSON Lines: one JSON object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from copydesk.services.collections.collection_records import CollectionRecord, Fields, record_of
from copydesk.support.untrusted.unique_keys import KeyGivenTwice, without_repeated_keys

LONGEST = 100_000_000
"""Bytes of a line from which on it is not read."""


def read(stream: BinaryIO, fields: Fields, name: str) -> Iterator[CollectionRecord]:
    """Yield the records of a file; blank lines are none."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith(b"\n"):
            _skip_line(stream)
            yield CollectionRecord(
                number, f"{name}:{number}", problem=f"the line is longer than {LONGEST:,} bytes"
            )
        elif line.strip():
            yield _record(line, fields, name, number)


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


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass
