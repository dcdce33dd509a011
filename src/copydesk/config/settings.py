"""Settings: the types that a configuration is read into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.formats.features.spoken_settings.text_keys import DEFAULT_KEYS, TextKeys
from copydesk.support.closest import closest
from copydesk.support.limits import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMAND_LINE = "--config"
"""What messages call the settings of the command line."""


IN_DISTRIBUTION = "package:"
"""How the name of an installed distribution begins among the packs."""


class ConfigError(ValueError):
    """A configuration that cannot be used; each argument is a mistake, and names file, key and remedy."""

    def __str__(self) -> str:
        return "\n".join(self.args)


class RuleSetting(NamedTuple):
    """The settings of one rule, or of all rules of a family.

    Attributes:
        target: the id of the rule, or the family.
        key: the key of the configuration that contains them, for messages.
        enabled: whether the rule runs; None if only severity or options are set, so that the preset decides.
        severity: the severity of its findings; None if not set.
        options: the options of the rule, by name.
    """

    target: str
    key: str = "rules"
    enabled: bool | None = None
    severity: str | None = None
    options: Mapping[str, Any] = {}


class Override(NamedTuple):
    """Settings for the files that match a pattern (gitignore syntax, from the configuration's folder).

    Attributes:
        text: "own" or "taken-in", how these articles came here; if None, each article is examined for signs of it.
    """

    paths: tuple[str, ...]
    rules: tuple[RuleSetting, ...] = ()
    text: str | None = None


TEXTS = ("own", "taken-in")
"""How an article came here: written by the site, or taken in from elsewhere."""


class ReferenceSetting(NamedTuple):
    """The sources of the files that match one of the `paths` (gitignore syntax); a source is a file, a folder or a
    glob.
    """

    paths: tuple[str, ...]
    sources: tuple[str, ...]


class Source(NamedTuple):
    """A source that an article is compared with.

    Attributes:
        path: a file, a folder or a glob, absolute; it need not exist.
        text: the source as it is declared.
        origin: the file that declares it, an article or a configuration; None for the command line.
    """

    path: Path
    text: str
    origin: Path | None = None


class Config(NamedTuple):
    """The settings of one configuration file; without a file, the defaults.

    Attributes:
        file: the file that they were read from; None for the defaults.
        preset: "recommended" or "strict".
        rules: the settings of rules, in the order of the file.
        packs: folders and files of YAML rules.
        pack_distributions: the names of installed distributions whose packs are used too.
        exclude: patterns of files that are not checked.
        overrides: settings for some files.
        fail_on: the lowest severity that makes a run fail.
        names: the options `prefer` and `two_people` of the rules of the family "names".
        archive_index: the file with the names of the archive (see `stories.grouping.name_archive.kept_index`).
        max_file_size: in megabytes; a larger file is reported and not read.
        sources: which articles are compared with which sources.
        accept: the list of accepted findings (see `run.narrowing.known_findings`).
        copies: whether articles are compared with others of the same story without being told to.
        html_skip: the parts of HTML pages that are not read (see `Document.without`).
        text_keys: the keys of front matter whose values are read as text.
    """

    file: Path | None = None
    preset: str = "recommended"
    rules: tuple[RuleSetting, ...] = ()
    packs: tuple[Path, ...] = ()
    pack_distributions: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    fail_on: str = "warning"
    names: Mapping[str, Any] = {}
    archive_index: Path | None = None
    max_file_size: float = LARGEST_FILE
    sources: tuple[ReferenceSetting, ...] = ()
    accept: Path | None = None
    html_skip: frozenset[str] = frozenset()
    copies: bool = True
    text_keys: TextKeys = DEFAULT_KEYS

    @property
    def origin(self) -> str:
        """Return what messages call the place of its settings: the file, or the option that gave them without one."""
        return str(self.file or COMMAND_LINE)

    @property
    def folder(self) -> Path:
        """Return the folder from which its patterns and paths start."""
        return self.file.parent if self.file else Path.cwd()


MOST_PROBLEMS = 49
"""So many mistakes of a configuration are told; with the line that there are more, as many as commands show."""
MORE_PROBLEMS = "there are more mistakes; correct these first"


def nearest(word: str, known: Sequence[str]) -> str:
    """Return “; did you mean …?” with the known word most like a mistyped one; an empty text if none is similar."""
    close = closest(word, known)
    return f"; did you mean “{close}”?" if close else ""
