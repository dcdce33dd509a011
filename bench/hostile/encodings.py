"""Hostile inputs: bytes and characters."""

# ruff: noqa: D103 - each case is described by its name

from __future__ import annotations

import os
from pathlib import Path

from bench.hostile.cases import case, write


@case
def nul_bytes(folder: Path) -> None:
    write(folder, "a.txt", b"one\0two\n")


@case
def every_byte(folder: Path) -> None:
    for suffix in ("txt", "md", "html"):
        write(folder, f"a.{suffix}", bytes(range(256)) * 100)


@case
def random_bytes(folder: Path) -> None:
    write(folder, "a.txt", os.urandom(1_000_000))


@case
def mixed_encodings(folder: Path) -> None:
    write(
        folder, "a.txt", "naïve café\n".encode() + "naïve café\n".encode("latin-1") + "naïve".encode("utf-16")
    )


@case
def a_surrogate_in_utf_8(folder: Path) -> None:
    write(folder, "a.txt", "one \ud800 two\n")


@case
def only_a_byte_order_mark(folder: Path) -> None:
    write(folder, "a.txt", b"\xef\xbb\xbf")
    write(folder, "b.txt", b"\xff\xfe")


@case
def no_bytes_at_all(folder: Path) -> None:
    for suffix in ("txt", "md", "html", "mdx"):
        write(folder, f"a.{suffix}", b"")


@case
def control_characters(folder: Path) -> None:
    write(folder, "a.txt", "".join(map(chr, range(1, 160))) * 1000)


@case
def right_to_left_and_combining_marks(folder: Path) -> None:
    write(folder, "a.txt", "\u202e" * 10_000 + "a\u0301" * 100_000 + "\u200d" * 100_000 + "𝔸" * 100_000)


@case
def a_pointer_in_the_place_of_an_article(folder: Path) -> None:
    oid = "4d7a" * 16
    write(folder, "a.md", f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 12345\n")
