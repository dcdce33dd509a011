"""Patterns: compiled when a text first needs them, and kept between runs.

An article needs a quarter of our patterns, and to compile them all takes longer than to check it. Fetching a kept one
takes a fiftieth of compiling it. What is kept is what the modules `re` and `regex` compile a pattern to, and it goes to
the functions by which they make a pattern of that. `re` validates it; `regex` does not, and crashes if it is wrong: it
is safe because it comes from the package, as our own code does, or from the storage, which returns only what this
user's copydesk has written.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import gc
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from copydesk.support import limits
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.pattern_code import PatternCode
from copydesk.support.persistence.storage import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import regex

_CODE = "I"
"""The type of an array of what `re` compiles to: numbers of 32 bits."""

_kept = PatternCode()


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


def any_word(words: Iterable[str]) -> str:
    """Return a pattern of `regex` for any of several words or phrases, as a whole; * at the end stands for any ending.

    Without words it matches nothing.
    """
    entries = (re.escape(word[:-1]) + r"\p{L}*" if word.endswith("*") else re.escape(word) for word in words)
    return rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(sorted(entries)) or '(?!)'})(?!\p{{L}})"


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
    key = _key(f"re {_sre.MAGIC}", int(flags), pattern)
    if kept := _kept.get(key):
        with limits.going_on():  # whatever fails, the pattern can be compiled again
            return _pattern_of(pattern, *unpack(kept))
    with limits.going_on():  # other versions of Python may have other functions inside `re`
        code = _code_of(pattern, int(flags))
        _kept.add(key, pack(code))
        return _pattern_of(pattern, *code)
    return re.compile(pattern, flags)


def _pattern_of(
    pattern: str, flags: int, code: bytes, groups: int, numbers: dict[str, int], names: Sequence[str | None]
) -> re.Pattern[str]:
    made: re.Pattern[str] = _sre.compile(
        pattern, flags, array(_CODE, code).tolist(), groups, numbers, tuple(names)
    )
    return made


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

    # Other versions cannot read the code.
    key = _key(f"regex {regex.__version__}", int(flags), pattern)
    if kept := _kept.get(key):
        with limits.going_on():  # whatever fails, the pattern can be compiled again
            *code, required, required_flags, groups = unpack(kept)
            loaded: regex.Pattern[str] = regex._regex.compile(  # type: ignore[attr-defined]
                pattern, *code, tuple(required), required_flags, groups
            )
            return loaded
    compiled = regex.compile(pattern, flags)
    with limits.going_on():  # other versions of `regex` may have other attributes
        _kept.add(key, pack(compiled._pickled_data[1:]))  # type: ignore[attr-defined]
    return compiled


def _key(made_by: str, flags: int, pattern: str) -> bytes:
    return fingerprint(
        f"{made_by} {sys.version} {sys.platform} {sys.maxsize} {sys.byteorder} {flags}", pattern
    )


@atexit.register
def keep_compiled() -> None:
    """Store the patterns compiled in this process. It runs when a process ends; one that ends without `atexit` must
    call it.
    """
    with suppress(MemoryError):  # what is not kept is compiled again
        _kept.keep()


def compile_all() -> dict[bytes, bytes]:
    """Compile every pattern that any module holds by now, and return the code of all that this process has compiled."""
    for each in gc.get_objects():
        if isinstance(each, LazyPattern):
            each.flags  # noqa: B018 - it is compiled to be read
    return _kept.take()
