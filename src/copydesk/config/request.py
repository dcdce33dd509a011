"""RunOptions: what the command line asks a run to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.config.selection import CliOverrides


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked to do. It can be pickled, and holds all that a worker needs.

    Attributes:
        config: the one configuration file to use; None to look for the closest to each file.
        isolated: whether to use no configuration file at all.
        plugins: modules to load as plugins, beside the installed ones.
        jobs: how many processes; 0 for as many as the machine has cores.
        contents: what to read instead of certain files (absolute paths): standard input, what is staged.
        use_cache: whether results of earlier runs count.
        against: sources, files or folders, that every article is held to.
        creates_baseline: whether the findings go into a list of known ones, so that there may be no such list yet.
        baseline_written: the list (an absolute path) that the run writes or prunes; it hides no finding.
        compare_copies: whether articles are compared with others that nobody declared to be of the same story.
        require_sources: whether an article with anything not checked against a source fails.
    """

    choices: CliOverrides = field(default_factory=CliOverrides)
    config: Path | None = None
    isolated: bool = False
    plugins: tuple[str, ...] = ()
    jobs: int = 0
    contents: Mapping[Path, bytes] = field(default_factory=dict)
    use_cache: bool = True
    against: tuple[Path, ...] = ()
    creates_baseline: bool = False
    baseline_written: Path | None = None
    require_sources: bool = False
    compare_copies: bool = True
