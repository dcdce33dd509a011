"""Exit statuses, and the errors that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

CLEAN, FINDINGS, CANNOT = 0, 1, 2
"""Nothing at or above the threshold; findings; the job could not be done."""


@contextmanager
def usage_errors() -> Iterator[None]:
    """Show what is wrong with a configuration, a pack or a plugin as one line, and exit with status 2."""
    try:
        yield
    except ValueError as error:
        from copydesk.config.plugins import PluginError
        from copydesk.config.settings import ConfigError
        from copydesk.packs.loader import PackError
        from copydesk.run.narrowing.changed_lines import GitError
        from copydesk.support.gitignore import BadPattern

        if not isinstance(error, ConfigError | BadPattern | GitError | PackError | PluginError):
            raise
        raise click.ClickException(str(error)) from None
