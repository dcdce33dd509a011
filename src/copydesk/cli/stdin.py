"""Standard input: read instead of a file for the path "-"."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.streams import print_bytes
from copydesk.config.project import ProjectConfig

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.config.request import RunOptions

STDIN = Path("-")

_UNNAMED = "<stdin>"

stdin_filename = click.option(
    "--stdin-filename",
    default=_UNNAMED,
    metavar="NAME",
    help="Read standard input under this name, whose suffix sets the format. “-” alone reads it as plain text.",
)


def refuse_closed_stdin(reader: str = "“-”") -> None:
    """Raise ClickException if standard input is closed; `reader` is what reads it."""
    if sys.stdin is None:
        raise click.ClickException(f"{reader} reads standard input, which is closed")


def read_stdin(most: int = -1) -> bytes:
    """Return the content of standard input, at `most` so many bytes if that is not negative.

    Raises ClickException if it is closed, or cannot be read.
    """
    refuse_closed_stdin()
    try:
        return sys.stdin.buffer.read(most)
    except OSError as error:
        raise click.ClickException(f"standard input cannot be read: {error.strerror or error}") from None


@contextmanager
def returning_stdin(args: Sequence[str]) -> Iterator[None]:
    """Return the text from standard input if the options of a filter are wrong.

    An editor puts what comes out in the place of its text.
    """
    is_filter = (
        any(each == str(STDIN) or each.startswith("--stdin-filename") for each in args)
        and "--diff" not in args
    )
    try:
        yield
    except click.UsageError:
        if is_filter and not sys.stdin.isatty():
            print_bytes(read_stdin())
        raise


def with_named_stdin(paths: tuple[Path, ...], name: str) -> tuple[Path, ...]:
    """Return the paths, or standard input if there are none but --stdin-filename: whoever names it means to read it."""
    return paths or (() if name == _UNNAMED else (STDIN,))


def with_stdin(
    paths: tuple[Path, ...], options: RunOptions, name: str, content: bytes | None = None
) -> tuple[tuple[Path, ...], RunOptions]:
    """Return the paths with the name of standard input instead of "-", and the options with its content.

    The content is read here unless it is given; of what exceeds the size limit no more is read than shows that it does.
    Raises UsageError if the name is that of a folder.
    """
    paths = with_named_stdin(paths, name)
    if STDIN not in paths:
        return paths, options
    file = Path(os.path.abspath(name))
    if not name or name.endswith(("/", os.sep)) or os.path.isdir(file):  # noqa: PTH112 - which never raises
        raise click.UsageError(
            f"--stdin-filename: “{name}” names no file but a folder; name a file, such as {Path(name) / 'a.md'}"
        )
    if content is None:
        content = read_stdin(int(ProjectConfig(options).max_file_size(file) * 1_000_000) + 1)
    contents = {**options.contents, file: content}
    return tuple(Path(name) if path == STDIN else path for path in paths), options._replace(contents=contents)
