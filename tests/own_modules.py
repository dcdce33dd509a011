"""The modules of copydesk, each parsed once for all tests that read its code."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import copydesk

PACKAGE = Path(copydesk.__file__).parent


@cache
def trees():
    """The syntax trees by the names of the files, such as `cli/streams.py`."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
