"""Own editor: open a place of a file in the editor that somebody has set for the command line."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

_WITH_PLUS = frozenset("vi vim nvim view nano pico emacs emacsclient joe mcedit micro kak ne ed".split())
"""Editors that are told the line by +LINE before the name of the file."""
_WITH_COLON = frozenset("hx helix subl sublime_text zed".split())
"""Editors that are told it by FILE:LINE."""
_WITH_GOTO = frozenset("code codium code-insiders cursor".split())


def editor_words() -> list[str]:
    """Return the command of the editor, in words; empty if there is none."""
    setting = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(setting)
    except ValueError:
        return []
    return words if words and shutil.which(words[0]) else []


def open_in_editor(file: Path, line: int) -> str:
    """Open a line of a file, and wait until the editor has ended; return what went wrong, or an empty text."""
    words = editor_words()
    name = Path(words[0]).stem
    if name in _WITH_PLUS:
        words += [f"+{line}", str(file)]
    elif name in _WITH_COLON:
        words += [f"{file}:{line}"]
    elif name in _WITH_GOTO:
        words += ["--wait", "--goto", f"{file}:{line}"]
    else:
        words += [str(file)]
    try:
        status = _status_of(words)
    except OSError as error:
        return f"{words[0]} cannot be started: {error.strerror}"
    return f"{words[0]} ended with status {status}" if status else ""


def _status_of(words: list[str]) -> int:
    """Run an editor to its end. Ctrl-C is meant for it: the terminal sends it to both."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # a handler, which the editor does not inherit
    try:
        return subprocess.Popen(words).wait()
    finally:
        signal.signal(signal.SIGINT, before)
