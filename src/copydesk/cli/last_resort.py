"""Last resort: tell every error on standard error, with an exit status that is no result of a check."""

from __future__ import annotations

import errno
import os
import sys

import click

from copydesk.cli.exit_codes import CANNOT, INTERRUPTED, Mistakes
from copydesk.cli.streams import OutputLost, print_line
from copydesk.support.limits import TooSlow
from copydesk.support.patterns import compile_later

DEBUG_VARIABLE = "COPYDESK_DEBUG"
"""The environment variable with which an error that nobody expected shows its traceback."""

_OF_WRITING = {errno.ENOSPC, errno.EIO, errno.EBADF}

_STRAIGHT = compile_later(r"(?<!\w)'([^'\n]*)'(?!\w)")
_SPACES = compile_later(r"(?<=\S)(?: {2,}|\n\s*)")
"""Between two sentences of click's, some versions write two spaces, and lists have a line for each entry."""
_TOO_MANY = compile_later(r"Got unexpected extra arguments? \((.*)\)")
_MOST_MISTAKES = 50
_LONGEST_START, _LONGEST_END = 500, 400
_LONGEST_LINE = _LONGEST_START + _LONGEST_END + 3
"""Code points; a mistake may quote as much as somebody has written."""

_COMPLETING = "_COPYDESK_COMPLETE"
"""The environment variable with which a shell asks for completions, after which click ends Python."""


def status_after(error: BaseException) -> int:
    """Report the error that ended a command, and return the exit status.

    Raises:
        BaseException: the error itself, if it is none of a command.
    """
    if isinstance(error, click.Abort | KeyboardInterrupt):
        print_line("copydesk: interrupted", err=True)
        return INTERRUPTED
    if lost := _lost_help(error):
        error = lost
    if isinstance(error, OutputLost):
        sys.stdout = None  # else Python tries to write the rest when it ends
        lines = [f"copydesk: standard output {error}"] if str(error) else []
    elif isinstance(error, Mistakes):
        lines = ["Error: " + error.message, *error.others[: _MOST_MISTAKES - 1]]
        if more := len(error.others) + 1 - len(lines):
            lines.append(f"… and {more:,} more")
    elif isinstance(error, click.ClickException):
        lines = _told_by_click(error)
    elif isinstance(error, OSError) and isinstance(error.filename, str | bytes):
        lines = [f"Error: {os.fsdecode(error.filename)}: {error.strerror}"]
    elif isinstance(error, SystemExit) and error.code and _COMPLETING in os.environ:
        lines = [
            f"Error: {_COMPLETING} is “{os.environ[_COMPLETING]}”, which is no instruction for completions"
        ]
    elif (
        isinstance(error, SystemExit) and _COMPLETING not in os.environ
    ):  # by its own status it could be a pass
        lines = [f"Error: a plugin or a library ended copydesk ({error!r})"]
    elif isinstance(error, Exception | TooSlow):
        lines = _unexpected(error)
    else:
        raise error
    for line in lines:
        print_line(_shortened(line), err=True)
    return CANNOT


def _shortened(line: str) -> str:
    """Return a line without the middle of a very long one: the place stands first, and the remedy last."""
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_START]} … {line[-_LONGEST_END:]}"


def _lost_help(error: BaseException) -> OutputLost | None:
    """Return the error for click's own output, the help, if it could not be written."""
    if isinstance(error, SystemExit) and "PacifyFlush" in type(sys.stdout).__name__:
        return OutputLost()  # so click ends when its reader has gone
    if isinstance(error, OSError) and error.filename is None and error.errno in _OF_WRITING:
        return OutputLost(f"cannot be written: {error.strerror}")
    return None


def _told_by_click(error: click.ClickException) -> list[str]:
    """Return the lines that click would show: a mistake in a command line comes after the usage of the command."""
    message = error.format_message()
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):  # the message is the help
        return message.splitlines()
    if isinstance(error, click.UsageError):
        message = _STRAIGHT.sub(r"“\1”", message)  # click's own; ours are curly everywhere
        message = _TOO_MANY.sub(r"“\1” is more than this command takes: leave it out", message)
    usage = []
    if isinstance(error, click.UsageError) and error.ctx is not None:
        usage = [
            *error.ctx.get_usage().splitlines(),
            f"“{error.ctx.command_path} --help” shows its options.",
            "",
        ]
    from copydesk.cli.guidance.hints import hint_about  # imported only where something is wrong

    if hint := hint_about(error):
        first = message
        if isinstance(error, click.NoSuchOption):
            first = f"No such option: {error.option_name}"
        message = f"{first.rstrip('.')}; {'instead: ' if hint.startswith('-') else ''}{hint.rstrip('.')}"
        message += "" if message.endswith("?") else "."
    elif isinstance(error, click.NoSuchOption):
        message = f"No such option: {error.option_name}."
    return [*usage, f"Error: {_SPACES.sub(' ', message)}"]


def _unexpected(error: BaseException) -> list[str]:
    import traceback

    if os.environ.get(DEBUG_VARIABLE):
        return "".join(traceback.format_exception(error)).splitlines()
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}"
    said = f"{type(error).__name__}: {error} (at {place})"
    return [f"Error: copydesk failed: {said}; please report it, with what {DEBUG_VARIABLE}=1 shows"]
