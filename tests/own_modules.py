"""The modules of copydesk, each parsed once for all tests that read its code."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import copydesk

PACKAGE = Path(copydesk.__file__).parent


FILES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
"""The files by their names, such as `cli/streams.py`."""


@cache
def trees():
    """The syntax trees by the names of the files."""
    return {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items()}


@cache
def nodes(tree):
    """All nodes of a tree, in the order of `ast.walk`, which takes long for those of all files."""
    return list(ast.walk(tree))
