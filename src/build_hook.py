"""Build hook: what is known of the rules is found out when the package is built, and travels with it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnownOfRules(BuildHookInterface[Any]):
    """Puts the analyses of the rule files and the descriptions of the rules in Python into the wheel, unless it is for
    an editable checkout, whose rules change.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files, and name them among those to include."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from copydesk.config import built_in_rules
        from copydesk.packs import shipped

        self._folder = TemporaryDirectory()  # until the build ends
        files = [Path(self._folder.name, module.FILE.name) for module in (shipped, built_in_rules)]
        shipped.ship(files[0], root / "rules")
        built_in_rules.ship(files[1])
        for file in files:
            build_data["force_include"][str(file)] = f"copydesk/{file.name}"
