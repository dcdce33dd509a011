"""What a configuration says, as it is read: see `config`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.support.limits import LARGEST_FILE


class ConfigError(ValueError):
    """A configuration that cannot be used: the message names file, key and remedy."""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a configuration says of one rule, or of every rule of a family.

    Attributes:
        target: the rule or family.
        key: under which key of the configuration it is said.
        enabled: None where only severity or options are set, which leaves the choice to the preset.
    """

    target: str
    key: str = "rules"
    enabled: bool | None = None
    severity: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the files that match one of the patterns (gitignore syntax, from the config's folder).

    Attributes:
        text: "own" or "taken-in": how these articles came here; None leaves it to what they show.
    """

    paths: tuple[str, ...]
    rules: tuple[RuleSetting, ...] = ()
    text: str | None = None


TEXTS = ("own", "taken-in")
"""How an article came here: the site wrote it, or took it in from elsewhere."""


@dataclass(frozen=True, slots=True)
class ReferenceSetting:
    """What the files that match one of the `paths` (gitignore syntax) are held to: files, folders or globs."""

    paths: tuple[str, ...]
    sources: tuple[str, ...]


class Source(NamedTuple):
    """A source that an article is held to.

    Attributes:
        path: a file, a folder or a glob, absolute; it need not exist.
        text: how it is declared.
        origin: the file that declares it, the article or a configuration; None for the command line.
    """

    path: Path
    text: str
    origin: Path | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one configuration file; without a file, the defaults.

    Attributes:
        file: where it was read; None for the defaults.
        preset: "recommended" or "strict".
        max_file_size: in megabytes; a file that is larger is reported, and not read.
        names: for the rules of the family "names", the options `prefer` and `two_people`.
        accept: a list of findings that are let pass (see `ledger`).
        copies: whether articles are compared with others that nobody declared to be of the same story.
        html_skip: the parts of HTML pages that are not read (see `Document.without`).
    """

    file: Path | None = None
    preset: str = "recommended"
    rules: tuple[RuleSetting, ...] = ()
    packs: tuple[Path, ...] = ()
    exclude: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    fail_on: str = "warning"
    names: Mapping[str, Any] = field(default_factory=dict)
    max_file_size: float = LARGEST_FILE
    sources: tuple[ReferenceSetting, ...] = ()
    accept: Path | None = None
    html_skip: frozenset[str] = frozenset()
    copies: bool = True

    @property
    def folder(self) -> Path:
        """The folder that its patterns and paths start from."""
        return self.file.parent if self.file else Path.cwd()


def nearest(word: str, known: Sequence[str]) -> str:
    """“; did you mean …?” with the known word closest to a mistyped one; empty where none is close."""
    close = get_close_matches(word, known, 1)
    return f"; did you mean “{close[0]}”?" if close else ""
