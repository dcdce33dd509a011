"""Output files: write reports and lists only where they take the place of nothing else."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from copydesk.config.files import FILE_NAMES
from copydesk.report.recognition import HEAD, begins_like_report, is_report
from copydesk.support import limits
from copydesk.support.paths import (
    display_path,
    is_in_git_folder,
    is_link,
    leads_out,
    real_path,
    repository,
)
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable

_SETTINGS_OF_OTHERS = frozenset(
    ".env .envrc .gitignore .gitattributes .gitmodules .gitconfig .npmrc .netrc .pre-commit-config.yaml".split()
)
_LARGEST = 1_000.0
"""Megabytes of a report that another may replace."""
_STREAMS = compile_later(r"/dev/(?:stdout|stderr|fd/\d+)\Z|/proc/(?:self|\d+)/fd/\d+\Z")


def refuse_place(file: Path) -> None:
    """Refuse to write a file where links lead somewhere else, or where it would be settings.

    Links in a folder may come from whoever sends articles, not from whoever runs copydesk.

    Raises ClickException.
    """
    absolute = Path(os.path.abspath(file))
    if led := _led_by_link(absolute):
        reason = f"{led}; name that file itself"
    elif is_in_git_folder(absolute) or is_in_git_folder(real_path(absolute)):
        reason = "it belongs to git; name another file"
    elif absolute.name.lower() in FILE_NAMES:
        reason = "it would be read as a configuration; name another file"
    elif absolute.name.lower() in _SETTINGS_OF_OTHERS or absolute.name.lower().startswith(".env."):
        reason = "it would be read as settings of another program; name another file"
    elif os.path.exists(absolute) and not os.path.isfile(absolute):  # noqa: PTH110, PTH113 - which never raise
        reason = "it is no regular file; name another one"
    else:
        return
    raise click.ClickException(f"{file}: nothing is written there: {reason}")


def refuse_folder(folder: Path) -> None:
    """Refuse to write files into a folder where links lead somewhere else, or that belongs to git.

    Raises ClickException.
    """
    if led := _led_by_link(Path(os.path.abspath(folder))):
        raise click.ClickException(f"{folder}: nothing is written there: {led}; name that folder itself")
    refuse_git_folder(folder / "any")


def _led_by_link(absolute: Path) -> str:
    """Return where a link leads to from a file or folder of a project; empty if there is none."""
    top = repository(absolute.parent) or Path.cwd()
    real = display_path(real_path(absolute))
    if is_link(absolute):
        return f"it is a link to {real}"
    if absolute.is_relative_to(top) and leads_out(top, absolute):
        return f"a link leads to {real}, outside of the project's files"
    return ""


def refuse_git_folder(file: Path) -> None:
    """Refuse to write a file into a folder of git.

    Raises ClickException.
    """
    if is_in_git_folder(file) or is_in_git_folder(real_path(file)):
        raise click.ClickException(
            f"{file}: nothing is written there: it belongs to git; change to another folder"
        )


def refuse_report_file(file: Path, settings: Collection[Path | None], rules: Container[str]) -> None:
    """Refuse to write a report where it would take the place of anything but an earlier report.

    `settings` are files that the run reads besides the articles: its configuration, its lists. By `rules`, the ids of
    all rules, its own reports are recognised.

    Raises ClickException.
    """
    if is_stream(file):
        return
    refuse_place(file)
    if any(each and _is_same(file, each) for each in settings):
        raise click.ClickException(f"{file}: nothing is written there: this run reads it; name another file")
    _content(file, rules)


def write_report_file(file: Path, data: bytes, rules: Container[str]) -> None:
    """Write a report to a file that may be written, or to a pipe or a device.

    Raises:
        ClickException: the file holds something else than an earlier report.
        OSError: it cannot be written.
    """
    if not is_stream(file):
        from copydesk.support.atomic_write import replace_content

        replace_content(Path(os.path.abspath(file)), _content(file, rules), data)
        return
    with _opened(file) as stream:
        stream.write(data)


def write_own_file(file: Path, data: bytes, is_own: Callable[[bytes], bool]) -> None:
    """Write a file that is no report, where it takes the place of an earlier one or of nothing.

    `is_own` tells whether the bytes that stand there are an earlier one.

    Raises ClickException if something else stands there, or if it cannot be written.
    """
    try:
        if is_stream(file):
            with _opened(file) as stream:
                stream.write(data)
            return
        refuse_place(file)
        old = limits.read_bounded(file) if os.path.lexists(file) else None
        if old and old.strip() and not is_own(old):
            raise click.ClickException(
                f"{file}: nothing is written there: it holds something else; name another file, or delete it first"
            )
        from copydesk.support.atomic_write import replace_content

        replace_content(Path(os.path.abspath(file)), old, data)
    except (OSError, limits.TooLarge) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise click.ClickException(f"{file}: cannot be written: {reason}") from None


def _opened(file: Path) -> BinaryIO:
    """Open a pipe or a device.

    Raises:
        OSError: no program reads the pipe; to open it could take for ever.
    """
    if _STREAMS.match(os.fspath(file)) or not stat.S_ISFIFO(file.lstat().st_mode):
        return file.open("ab")  # what standard output has been redirected to may hold something already
    try:
        handle = os.open(file, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(0, "no program reads this pipe; start one first") from None
        raise
    os.set_blocking(handle, True)
    return open(handle, "wb")  # noqa: PTH123 - of a handle


def place_of(file: Path | None) -> object:
    """Return what identifies the place that a report is written to, whatever it is called; None: standard output."""
    absolute = file and Path(os.path.abspath(file))
    try:
        status = absolute.stat() if absolute else os.fstat(1)
    except OSError:  # there is none yet
        return absolute and real_path(absolute)
    return status.st_dev, status.st_ino


def refuse_accept_list(file: Path, lists: Iterable[Path | None]) -> None:
    """Refuse to write a baseline over a list of accepted findings, whose comments say why each is accepted.

    An empty file is written to. Raises ClickException.
    """
    if any(each and _is_same(file, each) for each in lists) and not _is_blank(file):
        raise click.ClickException(
            f"{file}: nothing is written there: a configuration names it as its list of accepted findings, which may"
            " say why they are; add lines to it by hand (check --output-format ledger prints them), or name another"
            " file"
        )


def _is_blank(file: Path) -> bool:
    try:
        return not limits.read_bounded(file).strip()
    except (OSError, limits.TooLarge):
        return False


def _is_same(file: Path, other: Path) -> bool:
    try:
        return Path(os.path.abspath(file)).samefile(other)
    except OSError:  # one of them does not exist
        return False


def _content(file: Path, rules: Container[str]) -> bytes | None:
    """Return the bytes that a report would replace; None if there is no file.

    Raises ClickException if they are no report.
    """
    try:
        place = Path(os.path.abspath(file))  # a path without ".."
        data = limits.read_head(place, HEAD)
        if begins_like_report(data) or not data.strip():
            data = limits.read_bounded(place, _LARGEST)
    except limits.TooLarge:
        raise click.ClickException(
            f"{file}: nothing is written there: it is very large; delete it first"
        ) from None
    except OSError:  # there is none; or it will not be written either, and that error says why
        return None
    if data.strip() and not is_report(data, rules):
        raise click.ClickException(
            f"{file}: nothing is written there: it holds something else than a report of copydesk;"
            " name another file, or delete it first"
        )
    return data


def is_report_file(file: Path, rules: Container[str]) -> bool:
    """Tell whether a file holds a report, and nothing else."""
    try:
        return is_report(limits.read_bounded(file), rules)
    except (OSError, limits.TooLarge):
        return False


def is_stream(file: Path) -> bool:
    """Tell whether a path is a pipe or a device, or stands for an open file, such as /dev/stdout."""
    if _STREAMS.match(os.fspath(file)):
        return True
    try:
        mode = file.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)
