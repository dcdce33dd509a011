"""Library log: what a library has to say while a command runs, on one harmless line each, as all that goes wrong."""

from __future__ import annotations

import logging
import os

from copydesk.cli.last_resort import DEBUG_VARIABLE
from copydesk.cli.streams import print_line

_LONGEST = 300
"""In code points."""


class OneLine(logging.Handler):
    """Prints warnings and errors on standard error, without tracebacks unless COPYDESK_DEBUG is set."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """Print a message, and the error that it is about."""
        error = record.exc_info[1] if record.exc_info else None
        if error and os.environ.get(DEBUG_VARIABLE):
            for line in self.format(record).splitlines():
                print_line(line, err=True)
            return
        # A library may have a whole traceback in its message.
        said = " ".join(record.getMessage().strip().partition("\n")[0].split())[:_LONGEST]
        print_line(f"copydesk: {said}{f': {error}' if error else ''}", err=True)
