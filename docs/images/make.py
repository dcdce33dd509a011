"""The pictures of the README: a run on the terminal, and the report in a browser, both on an article of seeds/.

pip install -e '.[browser]' && python docs/images/make.py      # needs Chromium for the report
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[2]
TERMINAL = Path(__file__).parent / "terminal.svg"
REPORT = Path(__file__).parent / "report.png"
COMMAND = ("check", "seeds/ferry-spin.txt", "--select", "names,reopened-quote")
"""What both pictures show: few findings, of several kinds, with what stands beside them."""

_COLUMNS = 92
_WINDOW = {"width": 1210, "height": 600}
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font: {char_height}px/{line_height}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}}
.{unique_id}-title {{ font: 18px system-ui, sans-serif; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""The picture without the font that rich would load from the web."""


def printed(*more: str) -> str:
    """Return what the command prints, in colour, with the command itself above it."""
    environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "CI"}}
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", *COMMAND, "--no-cache", *more],
        cwd=ROOT,
        env={**environment, "COLUMNS": str(_COLUMNS), "FORCE_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,  # findings are status 1
    )
    return f"$ copydesk {' '.join(COMMAND)}\n{done.stdout}"


def terminal_picture() -> str:
    """Return the picture of the terminal."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no file
        console = Console(record=True, width=_COLUMNS, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(printed()), overflow="fold")
    return console.export_svg(title="copydesk", code_format=_FORMAT, unique_id="copydesk")


def letters(svg: str) -> str:
    """Return the text that a picture of the terminal shows, behind its title, without white space."""
    return "".join("".join(map(html.unescape, re.findall(r"<text[^>]*clip-path[^>]*>([^<]*)", svg))).split())


def shoot_report(file: Path) -> None:
    """Write the picture of the report, as Chromium shows it."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        page_file = Path(folder) / "report.html"
        printed("--output-format", f"html={page_file}")
        page_file.write_text(
            re.sub(
                r"<dl class=\"circumstances\">.*?</dl>", "", page_file.read_text("utf-8"), flags=re.DOTALL
            ),
            "utf-8",
        )
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=_WINDOW, device_scale_factor=0.85, color_scheme="light")
        page.goto(page_file.as_uri())
        page.locator(".row.found").first.evaluate("row => row.scrollIntoView()")
        page.screenshot(path=file)
        browser.close()


def main() -> int:
    """Write both pictures."""
    TERMINAL.write_text(terminal_picture(), "utf-8")
    shoot_report(REPORT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
