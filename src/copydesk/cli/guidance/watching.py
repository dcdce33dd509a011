"""Watching: run a command again whenever an article or a setting has changed.

Each run is a process of its own, so that it sees new settings and plugins; unchanged files come from the cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.exit_codes import CLEAN
from copydesk.cli.streams import print_line
from copydesk.config.files import FILE_NAMES
from copydesk.engine.extras import install_command
from copydesk.formats.registry import suffixes
from copydesk.packs.rule_files import RULE_FILES, TABLES
from copydesk.support.closest import near_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OTHERS = frozenset({*FILE_NAMES, ".gitignore"})
_ANSWER = 300
"""Milliseconds after which the watcher answers even if nothing has changed."""
_OF_SETTINGS = frozenset({*RULE_FILES, *TABLES})
"""Suffixes of rule files and tables of terms, and of lists of names and findings."""


def watch_paths(paths: Sequence[Path], arguments: Sequence[str], option: str, written: Iterable[Path]) -> int:
    """Run copydesk over the paths, and again after each change, until Ctrl-C.

    The status is 0: whoever ends the watching has seen what was found.

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
    reports = {os.path.abspath(each) for each in written}

    def matters(_change: object, path: str) -> bool:
        name, suffix = Path(path).name, Path(path).suffix.lower()
        is_text = suffix in suffixes() or suffix in _OF_SETTINGS
        is_below = any(path.startswith(folder) for folder in folders)
        return (path in named or name in _OTHERS or (is_text and is_below)) and path not in reports

    named = {os.path.abspath(path) for path in watched}
    folders = tuple(path + os.sep for path in named if Path(path).is_dir())
    # A file is watched by its folder: an editor saves by putting another file in its place.
    roots = {path if path + os.sep in folders else str(Path(path).parent) for path in named}
    command = [sys.executable, "-P", "-m", "copydesk", *(each for each in arguments if each != option)]
    has_run = False
    try:
        # It looks for changes from its first answer on, which tells of none; what changes during a run comes after it.
        for changes in watch(
            *roots,
            watch_filter=matters,
            yield_on_timeout=True,
            rust_timeout=_ANSWER,
            raise_interrupt=True,
            recursive=bool(folders),
        ):
            if not has_run:
                has_run = True
                _run(command)
                print_line(f"copydesk: watching {count(len(named), 'path')}; Ctrl-C ends it", err=True)
            if not changes:
                continue
            files = sorted({os.path.relpath(path) for _, path in changes})
            more = f" and {count(len(files) - 1, 'more file')}" if len(files) > 1 else ""
            print_line(f"copydesk: {files[0]}{more} changed", err=True)
            _run(command)
    except KeyboardInterrupt:
        pass
    return CLEAN


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=False)
