"""Build hook: what the rule files hold is analysed when the package is built, and travels with it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AnalysesOfRules(BuildHookInterface[Any]):
    """Puts the analyses of the rule files into the wheel, unless it is for an editable checkout, whose rules change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file, and name it among those to include."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from copydesk.packs.shipped import FILE, ship

        self._folder = TemporaryDirectory()  # until the build ends
        file = Path(self._folder.name, FILE.name)
        ship(file, root / "rules")
        build_data["force_include"][str(file)] = f"copydesk/{FILE.name}"
