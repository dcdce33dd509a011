"""Patterns: compiled when a text first needs them, and kept between runs.

An article needs a quarter of our patterns, and to compile them all takes longer than to check it. Fetching a kept one
takes a fiftieth of compiling it. A pattern of `regex` pickles with its code. One of `re` pickles as its source alone:
its code is kept, and given to the function by which `re` itself makes a pattern of code. That function validates it.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import io
import pickle
import re
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from copydesk.support.storage import pack, storage, unpack

if TYPE_CHECKING:
    import regex

_CODE = "I"
"""The type of an array of what `re` compiles to: numbers of 32 bits."""

_fresh: dict[bytes, bytes] = {}


def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern of `re` that is compiled when it is first used: for patterns that a module holds.

    Use its methods (`pattern.search(text)`); the functions of `re` do not accept it. For a pattern made from a text
    that is checked, use `re.compile`. An invalid pattern raises re.error at its first use.
    """
    return cast("re.Pattern[str]", LazyPattern(_compile_re, pattern, flags))


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


def _compile_re(pattern: str, flags: int) -> re.Pattern[str]:
    key = _key(f"re {sys.version} {_sre.MAGIC} {int(flags)} {pattern}")
    with suppress(Exception):  # other versions of Python may have other functions inside `re`
        kept = storage().get([key]).get(key)
        if kept:
            all_flags, code, *rest = unpack(kept)
        else:
            all_flags, code, *rest = _code_of(pattern, int(flags))
            _fresh[key] = pack((all_flags, code, *rest))
        compiled: re.Pattern[str] = _sre.compile(pattern, all_flags, array(_CODE, code).tolist(), *rest)
        return compiled
    return re.compile(pattern, flags)


def _code_of(pattern: str, flags: int) -> tuple[Any, ...]:
    """Return what `_sre.compile` takes beside the pattern, as `re._compiler.compile` makes it."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = array(_CODE, _compiler._code(parsed, flags)).tobytes()
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


@cache
def compile_kept(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """Return what `regex.compile` returns, from the storage if it is there.

    Raises:
        regex.error: the pattern is invalid.
    """
    import regex

    # A pickled pattern contains compiled code, which other versions cannot read.
    key = _key(f"regex {regex.__version__} {sys.version_info[:2]} {int(flags)} {pattern}")
    if kept := storage().get([key]).get(key):
        with suppress(Exception):  # whatever fails, the pattern can be compiled again
            loaded: regex.Pattern[str] = _Unpickler(io.BytesIO(kept)).load()
            return loaded
    compiled = regex.compile(pattern, flags)
    _fresh[key] = pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL)
    return compiled


def _key(name: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=20).digest()


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
