"""Library of an engine: what an extra brings, and what to type if it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from copydesk.engine.extras import install_command


@contextmanager
def brought_by(extra: str) -> Iterator[None]:
    """Say what to type where an import fails because the extra is not installed.

    Raises:
        ModuleNotFoundError: a module is not there.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"the package {error.name} is not installed; type: {install_command(extra)}",
            name=error.name,
        ) from None
