"""Archive index: the names of the archive that a configuration names, read from the file that keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.config.settings import ConfigError
from copydesk.support.limits import TooLarge, read_bounded

if TYPE_CHECKING:
    from copydesk.stories.archive.attestations import KeptName

REMEDY = "; “copydesk names ARCHIVE --write-index FILE” writes one"


def read_archive_index(settings: Path | None, file: Path) -> tuple[KeptName, ...]:
    """Return the names of an index; `settings` is the configuration that names it.

    Raises:
        ConfigError: it is missing, unreadable, too large or no index.
    """
    from copydesk.stories.archive.kept_index import read_index  # imported only where there is an index

    try:
        return read_index(read_bounded(file))
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            reason = "it is not UTF-8"
        else:
            reason = getattr(error, "strerror", None) or str(error)
        remedy = "" if isinstance(error, TooLarge) else REMEDY
        raise ConfigError(
            f"{settings}: names.index: {file} cannot be read: {reason[:1].lower()}{reason[1:]}{remedy}"
        ) from None
