"""Content repositories: unpacked, checked by the command that people run, and their words counted."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from copydesk.config.request import RunOptions
from copydesk.findings import FAILURES
from copydesk.run.discovery import find_files
from copydesk.run.session import Session

ARCHIVE = ".tar.gz"
CHECK = ("check", "--isolated", "--no-cache", "--quiet", "--output-format", "json", ".")
_BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error)


class Unreadable(Exception):
    """Something that could not be measured: the message names it and says why."""


class Found(NamedTuple):
    """A finding, placed by its document, `repository/path`, and by offsets in code points."""

    document: str
    start: int
    end: int
    rule: str
    message: str
    suggestions: tuple[str, ...]
    fixable: bool

    @property
    def repository(self) -> str:
        """The repository's name."""
        return self.document.partition("/")[0]

    @property
    def key(self) -> tuple[str, str, int]:
        """The rule, the document and the place: by them verdicts are kept."""
        return self.rule, self.document, self.start


@dataclass(frozen=True, slots=True)
class Checked:
    """A repository after the check.

    Attributes:
        name: the name of its archive or folder.
        words: how many words its articles have, without code and markup.
        findings: what was found in it, sorted.
        texts: what its files hold, by document.
        failures: what copydesk could not check, with the reason.
    """

    name: str
    words: int
    findings: tuple[Found, ...]
    texts: Mapping[str, str]
    failures: tuple[str, ...]


def repositories(folder: Path) -> list[Path]:
    """List the archives and the folders in a folder."""
    return [
        path
        for path in sorted(folder.iterdir())
        if path.name.endswith(ARCHIVE) or (path.is_dir() and not path.name.startswith("."))
    ]


def check(source: Path, scratch: Path) -> Checked:
    """Check a repository, unpacked into the scratch folder if it is an archive.

    Raises:
        Unreadable: the archive cannot be unpacked, or copydesk gave no report.
    """
    return _check(*unpacked(source, scratch))


def unpacked(source: Path, scratch: Path) -> tuple[str, Path]:
    """Return a repository's name and the folder of its files, in the scratch folder if it is an archive.

    Raises:
        Unreadable: the archive cannot be unpacked.
    """
    name = source.name.removesuffix(ARCHIVE)
    if source.is_dir():
        return name, _top(source, name)
    try:
        _unpack(source, scratch / name)
    except _BROKEN as error:
        raise Unreadable(f"{source.name}: {str(error) or type(error).__name__}") from None
    return name, _top(scratch / name, name)


def _unpack(source: Path, folder: Path) -> None:
    """Write the files of an archive into a folder; links, and what would lie outside it, are left out.

    Raises:
        one of _BROKEN: the archive cannot be read to its end.
    """
    folder.mkdir()
    with tarfile.open(source) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content.read())


def _top(folder: Path, name: str) -> Path:
    """Return where the files begin: below a lone folder that has the repository's name again."""
    return folder / name if [path.name for path in folder.iterdir()] == [name] else folder


def _check(name: str, folder: Path) -> Checked:
    reported = list(_reported(name, folder))
    words, texts = _read(name, folder)
    return Checked(
        name,
        words,
        tuple(sorted(_found(name, each) for each in reported if each["family"] != FAILURES)),
        texts,
        tuple(f"{name}/{each['path']}: {each['message']}" for each in reported if each["family"] == FAILURES),
    )


def _reported(name: str, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the findings in the report that the command prints.

    Raises:
        Unreadable: it printed no report.
    """
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "copydesk", *CHECK], cwd=folder, capture_output=True, encoding="utf-8"
    )
    try:
        yield from json.loads(ran.stdout)
    except ValueError:
        raise Unreadable(f"{name}: copydesk gave no report: {ran.stderr.strip()[-500:]}") from None


def _found(name: str, reported: Mapping[str, Any]) -> Found:
    return Found(
        document=f"{name}/{reported['path']}",
        start=reported["offset"],
        end=reported["end_offset"],
        rule=reported["rule"],
        message=reported["message"],
        suggestions=tuple(reported["suggestions"]),
        fixable=reported["fixable"],
    )


def _read(name: str, folder: Path) -> tuple[int, dict[str, str]]:
    """Count the words of the articles that copydesk reads in a folder, and keep what their files hold."""
    session = Session(RunOptions(isolated=True))
    folder = folder.absolute()
    words, texts = 0, {}
    for file in find_files((folder,), session.config.excludes):
        try:
            documents = session.read(file)
        except (OSError, ValueError):
            continue  # the command's report names it
        words += sum(len(document.words) for document in documents)
        texts[f"{name}/{file.relative_to(folder).as_posix()}"] = documents[0].file_text.text
    return words, texts
