"""Compiled patterns, kept between runs: compiling hundreds takes a quarter of a second, fetching them milliseconds.

A pattern pickles with its compiled code, which other versions of `regex` do not read: the version is in the key.
"""

from __future__ import annotations

import atexit
import io
import pickle
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import Any

import regex

from copydesk.storage import storage

_fresh: dict[bytes, bytes] = {}


@cache
def compile_kept(pattern: str, flags: int) -> regex.Pattern[str]:
    """What `regex.compile` gives. Raises regex.error if it is not a pattern."""
    name = f"regex {regex.__version__} {sys.version_info[:2]} {int(flags)} {pattern}"
    key = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=20).digest()
    if kept := storage().get([key]).get(key):
        with suppress(Exception):  # whatever is wrong with it, it can be made again
            loaded: regex.Pattern[str] = _Unpickler(io.BytesIO(kept)).load()
            return loaded
    compiled = regex.compile(pattern, flags)
    _fresh[key] = pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL)
    return compiled


@atexit.register
def keep_compiled() -> None:
    """Keep what was compiled. A process calls it when it ends; one that ends without `atexit` calls it itself."""
    storage().put(_fresh)
    _fresh.clear()


class _Unpickler(pickle.Unpickler):
    """Makes patterns and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name == "compile" and module.rpartition(".")[2] == "_regex":
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
