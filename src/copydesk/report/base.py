"""Report: what every output format is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TextIO

from copydesk.document import Document
from copydesk.findings import Finding
from copydesk.rules import Rule


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a report came about: the version of copydesk, the command, the time (local, ISO 8601) and the settings files
    that were read.
    """

    version: str = ""
    command: str = ""
    time: str = ""
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
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
    """

    findings: tuple[Finding, ...]
    files: int
    rules: Mapping[str, Rule] = field(default_factory=dict)
    source: Callable[[str], str | None] = lambda _path: None
    quiet: bool = False
    outcomes: Mapping[str, int] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    left_out: str = ""
    again: str = ""
    mended: Collection[str] = ()
    named: Collection[str] = ()
    documents: Callable[[str], Sequence[Document]] = lambda _path: ()
    circumstances: Callable[[], Circumstances] = Circumstances
    link_template: str = ""


@cache
def home_address() -> str:
    """Return where copydesk stands on the web, as its installed metadata say; empty if they say nothing."""
    from importlib.metadata import metadata

    urls = (each.partition(",") for each in metadata("copydesk").get_all("Project-URL") or ())
    return next((url.strip() for name, _, url in urls if name.strip().lower() == "homepage"), "")


def rule_address(rule_id: str) -> str:
    """Return where the page of a rule stands on the web; empty if nothing is known of it."""
    return f"{home_address().rstrip('/')}/rules/{rule_id}" if home_address() else ""


Reporter = Callable[[Report, TextIO], None]
