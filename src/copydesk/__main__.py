"""The command line: python -m copydesk.

This module imports next to nothing, so that an interrupt is reported in order from the first moment.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # “python -m” looks for modules in the working folder first: whoever wrote the articles could run a program.
    del sys.path[0]

import atexit
import gc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_GARBAGE_THRESHOLD = 150_000
"""Objects between two looks for cyclic garbage: a start makes 100,000, and to look among them takes a tenth of it."""

# At its end Python looks once more for cycles among all there is: a sixth of the time of a short run. Frozen, it is
# passed over.
atexit.register(gc.freeze)


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the command line and return its exit status: 0 clean, 1 findings, 2 the job could not be done."""
    if arguments is None:
        _read_names_as_utf8()
    gc.set_threshold(_GARBAGE_THRESHOLD)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _unraisable
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _failed(130, "copydesk: interrupted")
    except MemoryError:
        import os

        os.write(2, b"copydesk: out of memory\n")
        os._exit(2)  # whatever Python does at its end could need more
    except ImportError as error:
        return _failed(2, f"Error: copydesk is not wholly installed; install it again: {error}")


def _read_names_as_utf8() -> None:
    """Start anew in UTF-8 mode where Python reads names of files in another encoding.

    Settings, articles and lists name files in UTF-8; read otherwise, a name would match none of them. The standard
    streams keep their encoding.
    """
    if sys.platform != "win32" and sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        import os

        if sys.stdout is not None:
            os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _run(arguments: "Sequence[str] | None") -> int:
    from copydesk.cli.group import copydesk
    from copydesk.cli.last_resort import status_after
    from copydesk.cli.streams import output, prepare

    try:
        prepare()
        status = copydesk.main(arguments, prog_name="copydesk", standalone_mode=False)
        with output():
            pass  # what is left in the buffer is written while an error can still be reported
    except BaseException as error:
        try:
            return status_after(error)
        except BaseException:
            if isinstance(error, MemoryError):
                raise MemoryError from None
            raise
    return status if isinstance(status, int) else 0


def _failed(status: int, message: str) -> int:
    if sys.stderr is not None:  # print would take standard output in its place
        print(message, file=sys.stderr)
    return status


def _unraisable(lost: "sys.UnraisableHookArgs") -> None:
    """End at once where Python would lose an interrupt: in a callback, such as those at the end of each import."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        import signal

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
    sys.__unraisablehook__(lost)


if __name__ == "__main__":
    sys.exit(main())
