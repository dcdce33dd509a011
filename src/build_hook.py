"""Build hook: what copydesk knows of its own files is computed when the package is built, and travels with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnownFacts(BuildHookInterface[Any]):
    """Puts what is known of rules and languages into the wheel, unless it is for an editable checkout, whose files
    change.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files, and name them among those to include."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from copydesk.support.persistence.user_folders import FOLDER_VARIABLE

        self._folder = TemporaryDirectory()  # until the build ends
        folder, cache = Path(self._folder.name, "known"), Path(self._folder.name, "cache")
        folder.mkdir()
        cache.mkdir()
        # What is in the builder's cache would not be compiled. The imports below use the cache already.
        os.environ[FOLDER_VARIABLE] = str(cache)
        from copydesk.analysis.damage.scans.lost_ligatures import KNOWN_NAME, left_of_words
        from copydesk.analysis.language.languages import read_languages
        from copydesk.config.all_patterns import code_of_patterns
        from copydesk.config.rule_sources.built_in_rules import describe_rules
        from copydesk.packs.built_in import MATCHERS, describe_pack
        from copydesk.support.digests import PACKAGED, digest_of_files
        from copydesk.support.persistence.archive import write_archive
        from copydesk.support.persistence.own_metadata import METADATA
        from copydesk.support.persistence.packaged import FOLDER, archive_file, write_facts
        from copydesk.support.persistence.pattern_code import SHIPPED

        write_facts(folder, PACKAGED, digest_of_files([Path("src/copydesk"), Path("rules")]))
        urls = self.metadata.core.urls
        write_facts(folder, METADATA, {"version": self.metadata.version, "addresses": urls})
        write_facts(folder, "languages", read_languages())
        write_facts(folder, KNOWN_NAME, left_of_words())
        write_facts(folder, "rules-in-python", describe_rules())
        pack = describe_pack()
        write_archive(archive_file(folder, MATCHERS), pack.pop(MATCHERS))
        write_facts(folder, "rule-files", pack)
        write_archive(archive_file(folder, SHIPPED), code_of_patterns())
        build_data["force_include"][str(folder)] = f"copydesk/{FOLDER.name}"
