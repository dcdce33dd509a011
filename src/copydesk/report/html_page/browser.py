"""Browser: show the HTML report of a run (`check --open`)."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

_PREFIX = "html="


def with_html_file(formats: tuple[str, ...]) -> tuple[tuple[str, ...], Path]:
    """Return the formats with an HTML report in a file, and this file: a new one unless they name one."""
    for wanted in formats:
        if wanted.startswith(_PREFIX) and wanted != _PREFIX:
            return formats, Path(wanted.removeprefix(_PREFIX)).absolute()
    file = Path(tempfile.mkdtemp(prefix="copydesk-")) / "report.html"
    return (*formats, f"{_PREFIX}{file}"), file


def open_in_browser(file: Path) -> str:
    """Open a file in the browser, and return a sentence that says where it is, for whoever has none."""
    opened = webbrowser.open(file.as_uri())
    return f"The report is {file}" + ("" if opened else "; no browser could be started")
