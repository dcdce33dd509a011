"""Compiled patterns: made when a text first needs them, and those of `regex` kept between runs.

An article needs a quarter of our patterns, and to compile them all takes longer than to check it. Fetching a kept one
takes a fiftieth of compiling it; a pattern of `re` pickles as its source alone and is compiled anew.
"""

from __future__ import annotations

import atexit
import io
import pickle
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from copydesk.support.storage import storage

if TYPE_CHECKING:
    import regex

_fresh: dict[bytes, bytes] = {}


def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but compiled when it is first used: for the patterns that a module holds.

    A pattern made of what stands in a text is no such: `re.compile` is for those. Nor can the functions of `re` take
    the result; use its own methods. A pattern that is none raises re.error at its first use.
    """
    return cast("re.Pattern[str]", LazyPattern(re.compile, pattern, flags))


def regex_later(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The same for the module `regex`."""
    return cast("regex.Pattern[str]", LazyPattern(compile_kept, pattern, flags))


def one_of(*alternatives: str) -> str:
    """Write a pattern, in a group of its own, for any one of several; the first that matches counts."""
    return f"(?:{'|'.join(alternatives)})"


class LazyPattern:
    """Stands for a pattern: has what the pattern has, each from the first time that it is asked for."""

    def __init__(self, compile_: Callable[[str, int], object], pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._compile = compile_
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


@cache
def compile_kept(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """What `regex.compile` gives. Raises regex.error if it is not a pattern."""
    import regex

    # A pattern pickles with its compiled code, which other versions do not read.
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
