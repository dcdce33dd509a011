"""Shards: the files of a collection, and how each is read."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from copydesk.services.collections.collection_records import CollectionRecord, Fields
from copydesk.services.collections.compressed_streams import unpacked
from copydesk.services.collections.readers import csv_tables, json_objects, news_feeds, parquet, web_archives
from copydesk.support.persistence.hash_functions import blake2b

Reader = Callable[[BufferedReader, Fields, str], Iterator[CollectionRecord]]
"""Reads the records of an open file, given the fields that count and the file's name."""

STANDARD_INPUT = Path("-")
_COMPRESSED = (".gz", ".zst")
_LIBRARIES = {
    ".zst": "zstandard",
    ".parquet": "pyarrow",
    ".arrow": "pyarrow",
    ".warc": "warcio",
    ".wet": "warcio",
}
"""What reads a kind of file that Python itself cannot."""
_READERS: dict[str, Reader] = {
    ".jsonl": json_objects.read,
    ".ndjson": json_objects.read,
    ".csv": csv_tables.read,
    ".tsv": csv_tables.read_tabs,
    ".parquet": parquet.read,
    ".arrow": parquet.read_arrow,
    ".warc": web_archives.read,
    ".wet": web_archives.read,
    **dict.fromkeys(news_feeds.SUFFIXES, news_feeds.read),
}
"""By suffix. Those that need a library of their own import it when they are called."""


_PIECE = 1_000_000
"""Bytes that are read at once."""


class ScanError(ValueError):
    """The command cannot be carried out; the message says why and what to do."""


class Shard(NamedTuple):
    """One file of a collection.

    Attributes:
        path: where it is; `STANDARD_INPUT` for standard input.
        name: what it is called in results: its path below what was named on the command line.
    """

    path: Path
    name: str

    @property
    def size(self) -> int:
        """Return its bytes as it stands on disk; 0 for standard input."""
        return 0 if self.path == STANDARD_INPUT else self.path.stat().st_size

    @property
    def identity(self) -> str:
        """Return what tells whether a file is another or has changed; empty for standard input.

        It goes by the content: a file may change within a tick of the clock, or be copied with its time. To read it all
        takes a thousandth of the time of checking it.
        """
        if self.path == STANDARD_INPUT:
            return ""
        status = self.path.stat()
        return f"{self.path.resolve()} {_digest(self.path, status.st_size, status.st_mtime_ns)}"


@cache
def _digest(path: Path, _size: int, _time: int) -> str:
    """Return a digest of a file's content; it is read once in a process, unless size or time show that it changed."""
    content = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            content.update(piece)
    return content.hexdigest()


class FoundFiles(NamedTuple):
    """What lies where a collection was looked for, in order.

    Attributes:
        shards: the files of the collection.
        passed_over: what lies in its folders and is not read: links, and files of other kinds.
    """

    shards: list[Shard]
    passed_over: list[Path]


def find_shards(paths: Sequence[Path], output: Path | None = None) -> FoundFiles:
    """Find the files of a collection.

    Args:
        paths: files, folders whose files are taken if their suffix is known, and “-” for standard input.
        output: a folder whose files are not part of it.

    Raises:
        ScanError: a path does not exist, a named file is of no known kind, a folder has none, or two files would have
            one name.
    """
    shards: list[Shard] = []
    passed_over: list[Path] = []
    for path in paths:
        if path == STANDARD_INPUT:
            shards.append(Shard(path, "standard input"))
        elif path.is_dir():
            leaves = [file for file in sorted(path.rglob("*")) if _is_leaf(file, output)]
            inside = [file for file in leaves if _is_own(file)]
            passed_over += [file for file in leaves if not _is_own(file)]
            if not inside:
                raise ScanError(f"{path}: no file here is one of a collection ({_known()})")
            shards += [Shard(file, file.relative_to(path).as_posix()) for file in inside]
        elif not path.exists():
            raise ScanError(f"{path}: there is no such file or folder")
        elif not path.is_file():
            raise ScanError(f"{path}: it is no regular file; “-” reads JSON Lines from standard input")
        elif _kind(path) not in _READERS:
            raise ScanError(f"{path}: a collection is {_known()}; “copydesk check” reads articles")
        else:
            shards.append(Shard(path, path.name))
    name, times = Counter(shard.name for shard in shards).most_common(1)[0]
    if times > 1:
        remedy = "give “-” once" if STANDARD_INPUT in paths[1:] else "name the folder above them"
        raise ScanError(f"{times} files are called {name}; {remedy}")
    for shard in shards:
        _require_libraries(shard.path)
    return FoundFiles(shards, passed_over)


def records_of(shard: Shard, fields: Fields, on_bytes: Callable[[int], None]) -> Iterator[CollectionRecord]:
    """Yield the records of a file.

    Args:
        shard: the file.
        fields: the fields of a record that count.
        on_bytes: is told after each record how many bytes have been read.

    Raises:
        OSError: the file cannot be read.
        ValueError: the file is not what its suffix says.
    """
    if shard.path == STANDARD_INPUT:
        yield from json_objects.read(sys.stdin.buffer, fields, shard.name)
        return
    with shard.path.open("rb") as raw:
        suffix = shard.path.suffix.lower()
        stream = unpacked(raw, suffix) if suffix in _COMPRESSED else raw
        for record in _READERS[_kind(shard.path)](stream, fields, shard.name):
            on_bytes(raw.tell())
            yield record


def is_collection(path: Path) -> bool:
    """Tell whether the name of a file is that of a collection."""
    return _kind(path) in _READERS


def is_json_lines(path: Path) -> bool:
    """Tell whether a file is read as JSON Lines, compressed or not."""
    return path != STANDARD_INPUT and _READERS.get(_kind(path)) is json_objects.read


def _is_leaf(file: Path, output: Path | None) -> bool:
    """Tell whether something in a folder is no folder, nor one of the results. A link is followed nowhere."""
    if file.is_dir() and not file.is_symlink():
        return False
    return output is None or not file.resolve().is_relative_to(output.resolve())


def _is_own(file: Path) -> bool:
    """Tell whether what is no folder is a file of the collection."""
    return _kind(file) in _READERS and not file.is_symlink() and file.is_file()


def _kind(path: Path) -> str:
    """Return the suffix that tells how a file is read, without that of its compression.

    Data sets call JSON Lines `.json.gz`; what is called `.json` alone is mostly one value.
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSED:
        suffixes.pop()
        if suffixes and suffixes[-1] == ".json":
            return ".jsonl"
    return suffixes[-1] if suffixes else ""


def _known() -> str:
    return f"{', '.join(_READERS)}, also with {' or '.join(_COMPRESSED)} behind it"


def _require_libraries(path: Path) -> None:
    for suffix in {_kind(path), path.suffix.lower()} & set(_LIBRARIES):
        if find_spec(_LIBRARIES[suffix]) is None:
            raise ScanError(
                f"{os.fspath(path)}: {suffix} is read by {_LIBRARIES[suffix]}, which is not installed;"
                f" “pip install {_LIBRARIES[suffix]}” adds it, as does copydesk with its extra “collections”"
            )
