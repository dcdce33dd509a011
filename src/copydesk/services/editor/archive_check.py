"""Archive check: the rules over several files, run in the background over the saved files of a folder.

It runs in a process of its own, so that typing is never slower for it; a new one ends the one before.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.findings import Finding, Location
from copydesk.run.parallel import available_cores
from copydesk.support.paths import display_path

_NEAR = 2_000
"""How far a finding may have moved since the files were saved, in code points."""


class ArchiveCheck:
    """The findings of rules that compare files, by file, as the files were when they were saved last."""

    def __init__(self, config: Path | None) -> None:
        self._config = config
        self._process: asyncio.subprocess.Process | None = None
        self._found: dict[Path, list[Finding]] = {}

    async def run(self, folder: Path, comparing: Collection[str]) -> bool:
        """Check a folder; return whether it came to an end. `comparing` are the ids of the rules that compare files."""
        self.end()
        options = ["--config", str(self._config)] if self._config else []
        options += ["--jobs", str(max(1, available_cores() // 2))]  # the editor needs some, too
        command = ["-P", "-m", "copydesk", "check", ".", "--output-format", "json", *options]
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        printed, _ = await process.communicate()
        if process is not self._process or process.returncode not in (0, 1):
            return False
        try:
            entries = json.loads(printed)
        except ValueError:
            return False
        self._found = {}
        for entry in entries:
            if entry["rule"] in comparing:
                file = folder / entry["path"]
                self._found.setdefault(file, []).append(_finding(entry, folder))
        return True

    def end(self) -> None:
        """End a check that is still running."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        self._process = None

    def findings(self, file: Path, text: str) -> list[Finding]:
        """Return the findings of a file that still stand in its text, at the places where they stand now."""
        placed = (_placed(each, text) for each in self._found.get(file, ()))
        return [each for each in placed if each]


def _placed(finding: Finding, text: str) -> Finding | None:
    """Return a finding where its words stand now; None if they do not stand near their old place."""
    length = finding.end - finding.start
    if text[finding.start : finding.end] == finding.excerpt:
        return finding
    first = max(0, finding.start - _NEAR)
    at = text.find(finding.excerpt, first, finding.end + _NEAR) if length else -1
    return replace(finding, start=at, end=at + length) if at >= 0 else None


def _finding(entry: dict[str, Any], folder: Path) -> Finding:
    """Return the finding that an entry of the JSON report shows."""
    names = ("line", "column", "end_line", "end_column", "rule", "family", "severity", "message", "excerpt")
    return Finding(
        path=display_path(folder / entry["path"]),
        start=entry["offset"],
        end=entry["end_offset"],
        suggestions=tuple(entry["suggestions"]),
        related=tuple(
            Location(
                display_path(folder / each["path"]),
                each["line"],
                each["column"],
                each["offset"],
                each["end_offset"],
                each["message"],
            )
            for each in entry["related"]
        ),
        id=entry["id"],
        **{name: entry[name] for name in names},
    )
