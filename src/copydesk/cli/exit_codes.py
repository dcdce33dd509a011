"""Exit codes: the results of a command, and the errors that lead to them."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.run.result import RunResult
    from copydesk.run.session import Session

CLEAN, FINDINGS, CANNOT, INTERRUPTED = 0, 1, 2, 130
"""Nothing at or above the threshold; findings; the job could not be done; Ctrl-C."""


class Mistakes(click.ClickException):
    """Mistakes in a configuration, a pack or a plugin: the message has the first, and `others` has the rest."""

    def __init__(self, first: str, *others: str) -> None:
        super().__init__(first)
        self.others = others


def exit_status(session: Session, result: RunResult) -> int:
    """Return the exit status for the result of a run."""
    from copydesk.findings import at_least

    if result.incomplete:
        return CANNOT
    fails = any(
        at_least(each.severity, session.config.fail_on(Path(each.path).absolute()))
        for each in result.findings
    )
    return FINDINGS if fails else CLEAN


@contextmanager
def usage_errors() -> Iterator[None]:
    """Report mistakes in a configuration, a pack or a plugin, each on one line, and exit with status 2."""
    try:
        yield
    except ValueError as error:
        from copydesk.config.plugins import PluginError
        from copydesk.config.settings import ConfigError
        from copydesk.packs.rule_files import PackError
        from copydesk.run.narrowing.git import GitError
        from copydesk.support.untrusted.gitignore import BadPattern

        if not isinstance(error, ConfigError | BadPattern | GitError | PackError | PluginError):
            raise
        raise Mistakes(*error.args) from None
