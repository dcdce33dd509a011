"""Watching: run a command again whenever an article, a source or a setting has changed.

Each run is a process of its own, so that it sees new settings and plugins; unchanged files come from the cache.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.exit_codes import CLEAN
from copydesk.cli.guidance.watched_places import Stamps, WatchedPlaces
from copydesk.cli.streams import print_line
from copydesk.engine.extras import install_command
from copydesk.support.closest import near_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOW_INPUTS = "--show-inputs"
_ANSWER = 300
"""Milliseconds after which the watcher answers even if nothing has changed."""


def watch_paths(paths: Sequence[Path], arguments: Sequence[str], option: str, written: Iterable[Path]) -> int:
    """Run copydesk over the paths, and again after each change, until Ctrl-C.

    Ctrl-C is how it is meant to end, so the status is 0; it says nothing of what was found.

    Args:
        paths: the files and folders; the working folder if there are none.
        arguments: those of the command line.
        option: the one among them that has led here.
        written: the report files, whose change is no reason to run again.

    Raises:
        ClickException: the package watchfiles is not installed, or a path does not exist.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise click.ClickException(
            f"{option} needs the package watchfiles, which is not installed; type: {install_command('watch')}"
        ) from None
    watched = paths or (Path(),)
    if missing := next((path for path in watched if not os.path.lexists(path)), None):
        raise click.ClickException(
            f"{missing}: there is no such file or folder, so it cannot be watched{near_path(missing)}"
        )
    places, others = WatchedPlaces(watched, written), Stamps()
    command = [sys.executable, "-P", "-m", "copydesk", *(each for each in arguments if each != option)]
    has_run, returned = False, set[str]()
    try:
        while True:
            # It looks for changes from its first answer on, which tells of none; what changes during a run comes after.
            for changes in watch(
                *_begin(places),
                watch_filter=places.matters,
                yield_on_timeout=True,
                rust_timeout=_ANSWER,
                raise_interrupt=True,
                recursive=places.is_deep,
            ):
                changed = returned | {path for _, path in changes} | others.changed()
                if has_run and changed:
                    files = sorted(map(os.path.relpath, changed))
                    more = f" and {count(len(files) - 1, 'more file')}" if len(files) > 1 else ""
                    print_line(f"copydesk: {files[0]}{more} changed", err=True)
                if changed or not has_run:
                    _run(command)
                    if (inputs := _inputs(command)) is not None:
                        others.begin(file for file in inputs if not places.holds(file))
                if not has_run:
                    has_run = True
                    print_line(
                        f"copydesk: watching {count(len(places.named), 'path')}; Ctrl-C ends it", err=True
                    )
                if returned := places.returned():
                    break
    except KeyboardInterrupt:
        return CLEAN


def _begin(places: WatchedPlaces) -> list[str]:
    """Return what is to be watched, as soon as any of it is there."""
    while not (there := places.begin()):
        time.sleep(_ANSWER / 1_000)
    return there


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=False)


def _inputs(command: Sequence[str]) -> list[str] | None:
    """Return the files that a run reads besides its articles; None if it cannot say, as with a wrong setting."""
    told = subprocess.run([*command, SHOW_INPUTS], check=False, capture_output=True)
    try:
        return [str(each) for each in json.loads(told.stdout)]
    except ValueError:
        return None
