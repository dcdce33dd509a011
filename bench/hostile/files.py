"""Hostile inputs: names and kinds of files."""

# ruff: noqa: D103 - each case is described by its name

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

from bench.hostile.cases import SENTENCE, case, write


@case
def names_that_are_not_utf_8(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(SENTENCE + "the the", "utf-8")


@case
def names_with_line_breaks(folder: Path) -> None:
    (folder / "a\n::error::injected\n.txt").write_text(SENTENCE + "the the", "utf-8")


@case
def links_in_a_circle(folder: Path) -> None:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    (folder / "self").symlink_to(folder)
    (folder / "c.txt").symlink_to(folder / "c.txt")
    write(folder, "d.txt", SENTENCE)


@case
def a_link_to_nowhere(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "nowhere")


@case
def a_pipe_in_the_folder(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")


@case
def a_pipe_named(folder: Path) -> list[str]:
    os.mkfifo(folder / "a.txt")
    return [str(folder / "a.txt")]


@case
def a_socket(folder: Path) -> list[str]:
    with socket.socket(socket.AF_UNIX) as each:
        here = Path.cwd()
        os.chdir(folder)
        each.bind("a.txt")
        os.chdir(here)
    return [str(folder / "a.txt")]


@case
def devices(folder: Path) -> list[str]:  # noqa: ARG001
    return ["/dev/zero", "/dev/null", "/dev/random"]


@case
def a_path_that_does_not_exist(folder: Path) -> list[str]:
    return [str(folder / "nowhere.txt"), str(folder / "a\0b.txt".replace("\0", "")), "x" * 5_000]


@case
def an_unreadable_folder(folder: Path) -> None:
    (folder / "closed").mkdir()
    write(folder, "closed/a.txt", SENTENCE)
    write(folder, "b.txt", SENTENCE)
    (folder / "closed").chmod(0)


@case
def folders_five_hundred_deep(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)
    for _ in range(500):
        Path("deep").mkdir()
        os.chdir("deep")
    write(Path(), "a.txt", SENTENCE + "the the")
    os.chdir(here)


@case
def files_that_vanish_and_change(folder: Path) -> None:
    for number in range(400):
        write(folder, f"{number}.txt", SENTENCE * 30)

    def disturb() -> None:
        time.sleep(0.4)
        for number in range(400):
            try:
                if number % 2:
                    (folder / f"{number}.txt").unlink()
                else:
                    write(folder, f"{number}.txt", "Other.")
            except OSError:
                return
            time.sleep(0.002)

    threading.Thread(target=disturb, daemon=True).start()
