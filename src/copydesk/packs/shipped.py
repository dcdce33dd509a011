"""Shipped analyses: what the build has found out about the rule files in the package.

The first run on a machine, which on a CI server is every run, need not read and analyse them again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from copydesk.packs.memo import memories
from copydesk.packs.rule_files import read_rule_file, rule_files
from copydesk.support import limits
from copydesk.support.persistence.known_facts import FOLDER
from copydesk.support.persistence.packing import pack, unpack
from copydesk.support.persistence.storage import fingerprint
from copydesk.support.untrusted.safe_yaml import load_yaml

FILE = FOLDER / "rule-files.msgpack"
"""Made when the package is built; a checkout has none."""


def ship(target: Path, rules: Path) -> None:
    """Write a file for the package.

    Args:
        target: the file.
        rules: the folder of rule files.

    Raises:
        PackError: rule files are missing or unreadable, are not YAML, or have keys or values that a rule cannot have.
        OSError: the file cannot be written.
    """
    from copydesk.packs.loader import load_packs

    load_packs([rules], trusted=rules)
    contents = map(read_rule_file, rule_files(rules))
    data = {fingerprint(content): load_yaml(content.decode("utf-8-sig")) for content in contents}
    target.write_bytes(pack([data, memories]))


def shipped() -> dict[bytes, Any]:
    """Return the data of the rule files in the package, by `fingerprint(content)`, and remember their analyses."""
    with limits.going_on():  # there is none, or it cannot be read: then the rule files are
        data, analyses = unpack(FILE.read_bytes())
        for name, known in analyses.items():
            memories.setdefault(name, {}).update(known)
        return dict(data)
    return {}
