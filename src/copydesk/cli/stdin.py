"""Standard input: read instead of a file for the path "-"."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from copydesk.config.request import RunOptions

STDIN = Path("-")

stdin_filename = click.option(
    "--stdin-filename",
    default="<stdin>",
    metavar="NAME",
    help="The name of standard input, whose suffix sets the format; plain text without this option.",
)


def with_stdin(
    paths: tuple[Path, ...], options: RunOptions, name: str
) -> tuple[tuple[Path, ...], RunOptions]:
    """Return the paths with the name of standard input instead of "-", and the options with its content."""
    if STDIN not in paths:
        return paths, options
    contents = {**options.contents, Path(os.path.abspath(name)): sys.stdin.buffer.read()}
    return tuple(Path(name) if path == STDIN else path for path in paths), replace(options, contents=contents)
