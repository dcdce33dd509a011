"""The command line: python -m copydesk."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

from copydesk.cli.exit_codes import CANNOT
from copydesk.cli.group import copydesk

_GARBAGE_THRESHOLD = 50_000
"""Objects between two looks for cyclic garbage: with Python's 700, a tenth of a short run is spent looking."""

# At its end Python looks once more for cycles among all there is: a sixth of the time of a short run. Frozen, it is
# passed over.
atexit.register(gc.freeze)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 clean, 1 findings, 2 the job could not be done."""
    import click

    gc.set_threshold(_GARBAGE_THRESHOLD)
    if sys.stdout is None:
        print(
            "copydesk: standard output is closed; name a file with --output-format NAME=FILE", file=sys.stderr
        )
        return CANNOT
    try:
        status = copydesk.main(arguments, prog_name="copydesk", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()  # while an error can still be reported
    except click.ClickException as error:
        error.show()
        return CANNOT
    except click.Abort:
        print("copydesk: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stdout = None  # whoever read our output has gone: say no more
        return CANNOT
    except OSError as error:
        return _cannot_write(error)
    return status if isinstance(status, int) else 0


def _cannot_write(error: OSError) -> int:
    """Report that the output cannot be written, on one line: a full disk is no finding.

    Raises:
        OSError: it is another error than one of standard output.
    """
    if error.filename is not None:
        raise error
    sys.stdout = None  # else Python tries to write the rest when it ends
    print(f"copydesk: standard output cannot be written: {error.strerror}", file=sys.stderr)
    return CANNOT


if __name__ == "__main__":
    sys.exit(main())
