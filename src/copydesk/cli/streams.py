"""Standard streams: all that a command prints or reads there goes through here.

What is for people is printed line by line, and nothing in a line disturbs a terminal or is a command to a log. What is
for programs is UTF-8, whatever the locale is.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from copydesk.report.escaping import harmless, is_harmless
from copydesk.report.terminal import write_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ERRORS = "backslashreplace"
"""How a character is written that an encoding does not have. A file's name may hold bytes that are no text at all."""


class OutputLost(Exception):
    """Standard output cannot be written; the message is the reason, and empty if its reader has gone."""


def _wait_for_each_other() -> None:
    """Let every stream wait for the program at its other end. A pipe that does not wait seems to end, or loses text."""
    if os.name == "nt":
        return
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # it is closed, or no file
            os.set_blocking(stream.fileno(), True)


def prepare() -> None:
    """Make the standard streams take every text, and keep the numbers of closed ones from files opened later.

    Raises:
        OutputLost: standard output is closed.
    """
    _wait_for_each_other()
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # it gets the lowest free number, which is this one
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)
    if sys.stdout is None:
        raise OutputLost("is closed; send it to a file or to /dev/null")


def print_line(text: str, *, err: bool = False) -> None:
    """Print a text for people on one line of standard output or, with `err`, of standard error.

    Raises:
        OutputLost: standard output cannot be written.
    """
    with errors() if err else output() as stream:
        write_line(stream, harmless(text))


def print_lines(lines: Iterable[str]) -> None:
    """Print several lines for people on standard output; see `print_line`."""
    with output() as stream:
        for line in lines:
            write_line(stream, harmless(line))


def print_document(text: str) -> None:
    """Print a text for programs; see `documents`."""
    with documents() as stream:
        stream.write(text)


def print_bytes(*pieces: bytes) -> None:
    """Print bytes as they are.

    Raises:
        OutputLost: standard output cannot be written.
    """
    with output() as stream:
        stream.flush()
        stream.buffer.writelines(pieces)


def print_patch(lines: Sequence[bytes]) -> bool:
    """Print a patch: on a terminal for people, elsewhere as bytes, so that it can be applied whatever the encoding is.

    What is neither a terminal nor a file may be a log, which would obey what stands in an article.

    Returns:
        Whether the patch is printed, or held back because a log would obey something in it.

    Raises:
        OutputLost: standard output cannot be written.
    """
    texts = [line.decode("utf-8", "surrogateescape") for line in lines]
    if sys.stdout.isatty():
        print_lines(text.rstrip("\r\n") for text in texts)
    elif _is_regular_file(sys.stdout) or all(map(is_harmless, texts)):
        print_bytes(*lines)
    else:
        return False
    return True


def _is_regular_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # it is none of the system's streams
        return False


@contextmanager
def documents() -> Iterator[TextIO]:
    """Return standard output as a stream for programs: in UTF-8, with line feeds.

    Raises:
        OutputLost: standard output cannot be written.
    """
    with output() as stream:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=_ERRORS, newline="\n")
        yield stream


@contextmanager
def output() -> Iterator[TextIO]:
    """Return standard output, and flush it afterwards, while an error can still be reported.

    Raises:
        OutputLost: standard output cannot be written.
    """
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputLost from None
    except OSError as error:
        if error.filename is not None:  # it is about a file that the report tells of
            raise
        raise OutputLost(f"cannot be written: {error.strerror}") from None


@contextmanager
def errors() -> Iterator[TextIO]:
    """Return standard error; what it does not take is lost, for nobody can be told."""
    try:
        yield sys.stderr or io.StringIO()
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        sys.stderr = None  # else Python tries to write the rest when it ends
