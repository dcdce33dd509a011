"""Compiled patterns: compile a pattern when a text first needs it, and keep those of `regex` between runs.

An article needs a quarter of our patterns, and compiling all takes longer than checking it. Loading a kept pattern
takes a fiftieth of compiling it; patterns of `re` cannot be kept, because they pickle as source only.
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
    """Return a pattern of `re` that is compiled when it is first used: for patterns that a module holds.

    Use its methods (`pattern.search(text)`); the functions of `re` do not accept it. For a pattern made from a text
    that is checked, use `re.compile`. An invalid pattern raises re.error at its first use.
    """
    return cast("re.Pattern[str]", LazyPattern(re.compile, pattern, flags))


def regex_later(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """Return a pattern of the module `regex` that is compiled when it is first used; it is kept between runs."""
    return cast("regex.Pattern[str]", LazyPattern(compile_kept, pattern, flags))


def one_of(*alternatives: str) -> str:
    """Return a pattern, as a group, that matches any of several patterns; the first that matches counts."""
    return f"(?:{'|'.join(alternatives)})"


class LazyPattern:
    """A pattern that is compiled at the first access to one of its attributes; each attribute is then stored here."""

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
    """Return what `regex.compile` returns, from the storage if it is there.

    Raises:
        regex.error: the pattern is invalid.
    """
    import regex

    # A pickled pattern contains compiled code, which other versions cannot read.
    name = f"regex {regex.__version__} {sys.version_info[:2]} {int(flags)} {pattern}"
    key = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=20).digest()
    if kept := storage().get([key]).get(key):
        with suppress(Exception):  # whatever fails, the pattern can be compiled again
            loaded: regex.Pattern[str] = _Unpickler(io.BytesIO(kept)).load()
            return loaded
    compiled = regex.compile(pattern, flags)
    _fresh[key] = pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL)
    return compiled


@atexit.register
def keep_compiled() -> None:
    """Store the patterns compiled in this process. It runs when a process ends; one that ends without `atexit` must
    call it.
    """
    storage().put(_fresh)
    _fresh.clear()


class _Unpickler(pickle.Unpickler):
    """Load patterns and nothing else: a pickle could otherwise run code."""

    def find_class(self, module: str, name: str) -> Any:
        if name == "compile" and module.rpartition(".")[2] == "_regex":
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
