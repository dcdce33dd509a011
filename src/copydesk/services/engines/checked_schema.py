"""Checked schema: the Arrow columns of a document that was checked, named as in the JSON of `CheckedText`.

Whoever keeps tables can rely on it: columns and fields may be added at the end, and none is taken away within a major
version. Offsets are code points from 0, lines and columns count from 1.
"""

from __future__ import annotations

from copydesk.services.engines.library_of_engine import brought_by

with brought_by("collections"):
    import pyarrow as pa

_TEXT, _NUMBER = pa.string(), pa.int32()
_PLACE = [
    ("path", _TEXT),
    ("line", _NUMBER),
    ("column", _NUMBER),
    ("offset", _NUMBER),
    ("end_offset", _NUMBER),
    ("message", _TEXT),
]
_FINDING = [
    ("id", _TEXT),
    ("path", _TEXT),
    ("rule", _TEXT),
    ("family", _TEXT),
    ("severity", _TEXT),
    ("message", _TEXT),
    ("line", _NUMBER),
    ("column", _NUMBER),
    ("end_line", _NUMBER),
    ("end_column", _NUMBER),
    ("offset", _NUMBER),
    ("end_offset", _NUMBER),
    ("excerpt", _TEXT),
    ("suggestions", pa.list_(_TEXT)),
    ("fixable", pa.bool_()),
    ("related", pa.list_(pa.struct(_PLACE))),
]
CHECKED = pa.schema(
    [
        ("path", _TEXT),
        ("language", _TEXT),
        ("complete", pa.bool_()),
        ("findings", pa.list_(pa.struct(_FINDING))),
    ]
)
"""A row for each document: its id, its language if that is known, whether everything was checked, and the findings."""

_EDIT = [("start", _NUMBER), ("end", _NUMBER), ("text", _TEXT)]
CLEANED = pa.schema([*CHECKED, ("text", _TEXT), ("undo", pa.list_(pa.struct(_EDIT)))])
"""With the cleaned text, and what takes the changes back, the last first; of a document that has no text, neither."""
