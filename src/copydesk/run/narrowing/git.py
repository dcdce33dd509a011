"""Git: ask it about the repository of the working folder, and let nothing in this repository run a program.

A repository's own configuration may name programs that git starts by itself: monitors, filters, hooks, helpers that
fetch what is missing. In a folder that was unpacked or copied, strangers may have written it. So all of them are
switched off, only commands are used that write nothing, and of the variables of git only those are passed on that say
where the repository is and how its user has set up git.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.run.narrowing.git_directory import GitDirectory, files_of_repository, first_pipe
from copydesk.support.paths import repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from subprocess import CompletedProcess

_SECONDS = 60.0
"""Seconds by the clock for one command."""

_LONGEST_REASON = 600
_QUOTED = ("detected dubious ownership in repository at ", "cannot use bare repository ")
"""Beginnings of reasons of git that name a folder and quote nothing."""

_AMBIGUOUS = re.compile(rb"refname '(.*)' is ambiguous")

_KEPT_VARIABLES = frozenset(
    # Git sets the first ones for its hooks: a commit of some files only has an index of its own.
    """
    GIT_DIR GIT_COMMON_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
    GIT_CEILING_DIRECTORIES GIT_DISCOVERY_ACROSS_FILESYSTEM
    GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM GIT_CONFIG_PARAMETERS GIT_CONFIG_COUNT
    """.split()
)
_KEPT_PREFIXES = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")

_VARIABLES = {
    "LC_ALL": "C",  # some messages are recognised
    "GIT_OPTIONAL_LOCKS": "0",
    # What is committed counts, and its own parents, not what is shown in their place.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    # Nothing is fetched, for a remote may name programs; older versions of git know only the second.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}

_SETTINGS = {
    "core.fsmonitor": "",
    "core.hooksPath": os.devnull,
    # What is ignored, and how files look to their users, is of no use here; either may name any file, or a pipe.
    "core.excludesFile": os.devnull,
    "core.attributesFile": os.devnull,
    "fetch.bundleURI": "",
    # A folder with HEAD, objects and refs in it would count as a repository, with a configuration of its own.
    "safe.bareRepository": "explicit",
    # A file that only looks unchanged was changed.
    "core.checkStat": "default",
    "core.trustctime": "true",
    # Else the tag of two names is taken, and nobody is told.
    "core.warnAmbiguousRefs": "true",
}

_FILTER_SETTINGS = {"clean": "", "smudge": "", "process": "", "required": "false"}


class GitError(ValueError):
    """Git cannot tell what has changed; the message gives the reason and the remedy."""


class Git:
    """Git in the repository that the working folder is in.

    Attributes:
        top: the repository's top folder, an absolute path.

    Raises:
        GitError: the working folder is in no repository, or in that of another folder, git refuses to read it, or git
            cannot be run.
    """

    def __init__(self) -> None:
        is_found = "GIT_DIR" not in os.environ  # else whoever runs the command, or git itself, has named it
        if is_found and (top := repository(Path.cwd())):
            self.refuse_pipes_among(files_of_repository(top))
        self._command = [_program(), "--no-pager", *_options(_SETTINGS)]
        self.top = self._find_top()
        if is_found:
            self._refuse_directory_of_others()
        self._command += _options(self._filters_off())

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return the output of a command that is `given` some input.

        Raises:
            GitError: it failed.
        """
        done = self._run(arguments, given)
        if done.returncode:
            raise GitError(f"git {arguments[0]} failed: {_reason(done)}")
        return done.stdout

    def find(self, *arguments: str) -> str | None:
        """Return the line that a command prints; None if it fails, because what it looks for does not exist."""
        done = self._run(arguments)
        return None if done.returncode else os.fsdecode(done.stdout).removesuffix("\n")

    def ambiguity_of(self, revision: str) -> str:
        """Return the name in a revision that several branches and tags have; empty if there is none.

        HEAD always means what is checked out.
        """
        done = self._run(["rev-parse", "--verify", revision])
        found = _AMBIGUOUS.search(done.stderr)
        return os.fsdecode(found[1]) if found and found[1] != b"HEAD" else ""

    def refuse_pipes_among(self, files: Iterable[Path]) -> None:
        """Refuse to go on if one of these files is a pipe or a device: git would wait for ever.

        Raises:
            GitError: one is.
        """
        if pipe := first_pipe(files):
            raise GitError(f"git cannot be asked: {pipe} is no regular file, such as a pipe; remove it")

    def _find_top(self) -> Path:
        done = self._run(["rev-parse", "--show-cdup"])
        if not done.returncode:
            return Path(os.path.abspath(os.fsdecode(done.stdout).removesuffix("\n") or "."))
        if b"not a git repository (or any" in done.stderr:
            raise GitError(f"{Path.cwd()} is in no git repository, so there are no changed lines to look at")
        raise GitError(f"git does not read the repository of {Path.cwd()}: {_reason(done)}")

    def _refuse_directory_of_others(self) -> None:
        own, common = (
            Path(os.path.abspath(self.find("rev-parse", option) or ""))
            for option in ("--git-dir", "--git-common-dir")
        )
        directory = GitDirectory(own, common, self.find("config", "core.worktree") or "")
        if objection := directory.objection(self.top):
            raise GitError(f"the repository of {Path.cwd()} is not read: {objection}")

    def _filters_off(self) -> dict[str, str]:
        """Return the settings without which every filter that any configuration names would run."""
        done = self._run(["config", "--null", "--name-only", "--get-regexp", r"^filter\."])
        if done.returncode not in (0, 1):  # 1: there are none
            raise GitError(f"git config failed: {_reason(done)}")
        keys = list(map(os.fsdecode, filter(None, done.stdout.split(b"\0"))))
        if any(key.startswith("filter..") for key in keys):
            raise GitError(
                "the configuration of git has a filter without a name, which cannot be switched off; remove it"
            )
        names = {key.removeprefix("filter.").rpartition(".")[0] for key in keys}
        if odd := sorted(name for name in names if "=" in name):
            raise GitError(
                f"the configuration of git has a filter “{odd[0]}”, which cannot be switched off for its name;"
                " rename it"
            )
        return {
            f"filter.{name}.{key}": value
            for name in sorted(names - {""})
            for key, value in _FILTER_SETTINGS.items()
        }

    def _run(self, arguments: Sequence[str], given: bytes = b"") -> CompletedProcess[bytes]:
        import subprocess

        command = [*self._command, *arguments]
        try:
            return subprocess.run(
                command, input=given, capture_output=True, check=False, env=_environment(), timeout=_SECONDS
            )
        except OSError as error:
            raise GitError(f"git could not be run: {error.strerror}") from None
        except subprocess.TimeoutExpired:
            raise GitError(
                f"git {arguments[0]} has not answered for {_SECONDS:g} s; see whether a file that it reads is a pipe"
            ) from None


def _program() -> str:
    """Return the path of git.

    What PATH names relatively lies in whatever folder is linted, so it is passed over.
    """
    from shutil import which

    for folder in filter(os.path.isabs, os.get_exec_path()):
        found = which("git", path=folder)
        if found and Path(found).is_absolute():  # Windows looks into the working folder first
            return found
    raise GitError("git could not be run: it is in no folder of PATH; install it")


def _options(settings: Mapping[str, str]) -> Iterator[str]:
    for key, value in settings.items():
        yield from ("-c", f"{key}={value}")


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT_VARIABLES or name.startswith(_KEPT_PREFIXES)
    }
    return kept | _VARIABLES


def _reason(done: CompletedProcess[bytes]) -> str:
    """Return on one line why git failed, and the remedy.

    What git says is shown only where it quotes no file: settings may include any file, and a link may stand in the
    place of any file of the repository.
    """
    said = " ".join(os.fsdecode(done.stderr).split()).removeprefix("fatal: ")
    if said.startswith(_QUOTED):
        return said[:_LONGEST_REASON]
    if "promisor" in said or "lazy fetch" in said:
        return (
            "content is missing; in a clone made with --filter, “git diff --stat REV” fetches what is missing"
        )
    if "config" in said:
        return "it cannot read its settings; “git config --list --show-origin” tells which"
    return f"it ended with status {done.returncode}; “git fsck” tells what is wrong with the repository"
