"""Report: what every output format is given."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TextIO
from urllib.parse import quote

if TYPE_CHECKING:
    from copydesk.document import Document
    from copydesk.findings import Finding
    from copydesk.rules import Rule


class Circumstances(NamedTuple):
    """How a report came about: the version of copydesk, the command, the time (local, ISO 8601) and the settings files
    that were read.
    """

    version: str = ""
    command: str = ""
    time: str = ""
    settings: tuple[str, ...] = ()


class Report(NamedTuple):
    """The result of a run, as an output format gets it.

    Attributes:
        findings: sorted by path, then place.
        files: how many files were to be checked.
        rules: all rules by id, for formats that describe them.
        source: returns the decoded text of a file by its path; None if it cannot be read.
        quiet: whether to write findings only.
        outcomes: how many quotations and dates match their source, differ, and so on; empty if no source is declared.
        anchors: the name of a file in ids, by its path.
        left_out: a sentence on what the report leaves out: excluded files, or else findings that are already known or
            lie outside the lines and rules that were asked for.
        again: the paths and options of the command line that `copydesk fix` takes too, as a shell reads them, behind a
            space; empty if there are none.
        mended: the ids of the findings in staged content that the working files do not have any more.
        named: the rules and families that the command line selects.
        documents: returns the documents in a file by its path, read again; none if it cannot be read.
        circumstances: returns how the report came about, for formats that say it.
        link_template: an address with {path}, {line} and {column}, where a place can be seen on the web; may be empty.
        left_out_beside: sentences on the reports and rules that are left out, for formats that are read without
            standard error.
    """

    findings: tuple[Finding, ...]
    files: int
    rules: Mapping[str, Rule] = {}
    source: Callable[[str], str | None] = lambda _path: None
    quiet: bool = False
    outcomes: Mapping[str, int] = {}
    anchors: Mapping[str, str] = {}
    left_out: str = ""
    again: str = ""
    mended: Collection[str] = ()
    named: Collection[str] = ()
    documents: Callable[[str], Sequence[Document]] = lambda _path: ()
    circumstances: Callable[[], Circumstances] = Circumstances
    link_template: str = ""
    left_out_beside: str = ""


RULE_PAGES = "COPYDESK_RULE_PAGES"
"""The environment variable that says where the pages of the rules stand: an address with {rule}."""

_SCHEMES = ("https://", "http://", "file:///")

_UNNAMED = "OWNER"
"""Stands in the addresses of copydesk as long as nobody has published it; what they name is not there."""


@cache
def _addresses() -> Mapping[str, str]:
    """Return the addresses of copydesk, as far as somebody has published it, by their names in lower case."""
    from copydesk.support.persistence.own_metadata import own_addresses

    return {name.lower(): address for name, address in own_addresses().items() if _UNNAMED not in address}


def home_address() -> str:
    """Return where copydesk stands on the web; empty if nobody has published it."""
    return _addresses().get("homepage", "")


def rule_address(rule_id: str) -> str:
    """Return where the page of a rule stands: as the environment says, else where copydesk's own site is published;
    empty if neither is known, or if what the environment says is no address.
    """
    template = os.environ.get(RULE_PAGES, "")
    if not template:
        site = _addresses().get("rules", "")
        return f"{site.rstrip('/')}/{rule_id}/" if site else ""
    is_address = "{rule}" in template and template.startswith(_SCHEMES) and template.isprintable()
    return template.replace("{rule}", quote(rule_id, safe="")) if is_address and template.isascii() else ""


Reporter = Callable[[Report, TextIO], None]
