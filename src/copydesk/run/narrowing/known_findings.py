"""Known findings: read and write text files that list findings, one on each line: the accept list and the baseline.

A line contains the finding's id, its rule, its path, the start of its excerpt and digests of the words around it,
separated by tabs, and whatever people write behind them. "#" starts a comment line.

The id decides. It contains the finding's sentence, and changes when somebody mends another fault in it; then the
finding is known by its rule, its text and the words on one side. Another text between the same words is another
finding: a wrong date in the place of a wrong date. Lines of earlier versions have no such digests; “copydesk baseline
write” adds them. The rest is for readers, and shows whether the rule and the file were checked at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.settings import ConfigError
from copydesk.findings import EXCERPT_LENGTH
from copydesk.support.closest import near_path
from copydesk.support.limits import TooLarge, read_bounded
from copydesk.support.patterns import compile_later
from copydesk.support.source_text import with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set
    from pathlib import Path

    from copydesk.findings import Finding

LARGEST = 50.0
"""Megabytes; enough for half a million findings."""

_ID = compile_later(r"[0-9a-f]{16}\Z")
_NEARBY = compile_later(r"(?:~(?:[0-9a-f]{8}|-)){2}\Z")
_NUMBER_SIGN = compile_later(r"(?<=#)#(?=\w*\[)")
_ESCAPE = compile_later(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8}))")


class Entry(NamedTuple):
    """One line: rule, path and excerpt are empty if it has only an id; `line` counts from 1, `note` is the rest, and
    `nearby` is as in findings, empty in lines of earlier versions.
    """

    id: str
    rule: str = ""
    path: str = ""
    excerpt: str = ""
    line: int = 0
    note: str = ""
    nearby: str = ""

    def __str__(self) -> str:
        behind = [self.nearby, self.note] if self.nearby else [self.note]
        fields = self.id, self.rule, _escaped(self.path), _escaped(self.excerpt), *behind
        return "\t".join(fields).rstrip("\t")


def entry_of(finding: Finding, anchor: str) -> Entry:
    """Return the line for a finding; `anchor` is its file's path as in ids (`Document.project_path`)."""
    return Entry(finding.id, finding.rule, anchor, _shown(finding), nearby=finding.nearby)


def _shown(finding: Finding) -> str:
    """Return the start of a finding's text, as a line has it."""
    excerpt = " ".join(finding.excerpt.split())
    return excerpt if len(excerpt) <= EXCERPT_LENGTH else excerpt[: EXCERPT_LENGTH - 1] + "…"


def _escaped(text: str) -> str:
    """Return the text with escapes for what would end a line or a field, disturb a terminal or a log, cannot be seen,
    or cannot be written.
    """
    text = _NUMBER_SIGN.sub(r"\\u0023", text)
    return text if text.isprintable() else "".join(map(_escape, text))


def _escape(character: str) -> str:
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if character <= "\uffff" else f"\\U{ord(character):08x}"


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def read_list(file: Path) -> bytes:
    """Return the content of a list.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        return read_bounded(file, LARGEST)
    except (OSError, TooLarge) as error:
        reason = getattr(error, "strerror", "") or str(error)
        if isinstance(error, FileNotFoundError):
            reason = "there is no such file" + (
                near_path(file)
                or "; “copydesk baseline write” makes one, “--output-format ledger” prints lines for one"
            )
        raise _unreadable(file, reason) from None


def text_of(file: Path, data: bytes) -> str:
    """Return the text of a list with this content.

    Raises:
        ConfigError: it is not UTF-8.
    """
    try:
        return with_line_feeds(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _unreadable(file, "is not UTF-8") from None


def _unreadable(file: Path, reason: str) -> ConfigError:
    return ConfigError(f"{file}: the list of known findings cannot be read: {reason}")


def read_ledger(file: Path) -> list[Entry]:
    """Return the entries of a list, in order.

    Raises:
        ConfigError: it cannot be read, or a line does not begin with an id.
    """
    return entries_of(file, read_list(file))


def entries_of(file: Path, data: bytes) -> list[Entry]:
    """Return the entries of a list with this content, in order.

    Raises:
        ConfigError: it is not UTF-8, or a line does not begin with an id.
    """
    entries = []
    for number, line in enumerate(map(str.rstrip, text_of(file, data).split("\n")), 1):
        if not line or line.startswith("#"):
            continue
        if "\t" in line:
            fields = line.split("\t", 4)
        else:
            id_, _, note = line.partition("#")
            fields = [*id_.split()[:1], "", "", "", note.strip()]
        if not _ID.match(fields[0]):  # not quoted, for the file may be quite another one
            raise ConfigError(
                f"{file}:{number}: this line does not begin with a finding's id (16 characters of 0-9 and a-f);"
                " copydesk check --output-format ledger prints lines to copy"
            )
        id_, rule, path, excerpt, note = (*fields, "", "", "", "")[:5]
        nearby, _, rest = note.partition("\t")
        if _NEARBY.match(nearby):
            note = rest
        else:
            nearby = ""
        entries.append(Entry(id_, rule, _unescaped(path), _unescaped(excerpt), number, note, nearby))
    return entries


class Subtracted(NamedTuple):
    """Findings without an entry, those with one, and the entries without a finding."""

    new: list[Finding]
    known: list[tuple[Finding, Entry]]
    left_over: list[Entry]


def subtract(findings: Iterable[Finding], entries: Iterable[Entry]) -> Subtracted:
    """Find the entry of each finding, first by their ids, then by what stands nearby.

    Each entry stands for one finding.
    """
    entries = list(entries)
    by_id: dict[str, list[Entry]] = {}
    for entry in entries:
        by_id.setdefault(entry.id, []).append(entry)
    new: list[Finding] = []
    known: list[tuple[Finding, Entry]] = []
    for finding in findings:
        if not finding.is_failure and by_id.get(finding.id):
            known.append((finding, by_id[finding.id].pop(0)))
        else:
            new.append(finding)
    used = {id(entry) for _, entry in known}
    left = [entry for entry in entries if id(entry) not in used]
    if new and any(entry.nearby for entry in left):
        new, moved, left = _known_by_place(new, left)
        known += moved
    return Subtracted(new, known, left)


def _known_by_place(
    findings: list[Finding], entries: list[Entry]
) -> tuple[list[Finding], list[tuple[Finding, Entry]], list[Entry]]:
    """Find entries by what stands around the findings; return what is left of both, and the pairs."""
    by_place: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        for key in _places(entry.rule, entry.excerpt, entry.nearby):
            by_place.setdefault(key, []).append(entry)
    new: list[Finding] = []
    known: list[tuple[Finding, Entry]] = []
    taken: set[int] = set()
    for finding in findings:
        keys = () if finding.is_failure else _places(finding.rule, _shown(finding), finding.nearby)
        candidates = (each for key in keys for each in by_place.get(key, ()) if id(each) not in taken)
        if match := next(candidates, None):
            taken.add(id(match))
            known.append((finding, match))
        else:
            new.append(finding)
    return new, known, [each for each in entries if id(each) not in taken]


def _places(rule: str, excerpt: str, nearby: str) -> Iterator[tuple[str, ...]]:
    """Yield the keys by which a finding is known again; the digests contain its path."""
    before, behind = nearby.split("~")[1:] if nearby else ("-", "-")
    if before != "-":
        yield rule, excerpt, before, ""
    if behind != "-":
        yield rule, excerpt, "", behind


def stale(
    left_over: Iterable[Entry], checked: Mapping[str, Set[str]], exists: Callable[[str], bool]
) -> list[Entry]:
    """Return the entries that certainly have no finding any more, of those without a finding.

    That is certain if the file is gone, or if it was checked with the rule of the entry. An entry with only an id has
    neither, and is never certain.

    Args:
        left_over: entries without a finding.
        checked: by the file's name in ids, the rules that ran on each file that could be read.
        exists: whether there is a file with this name.
    """
    return [
        entry
        for entry in left_over
        if entry.path
        and (entry.rule in checked[entry.path] if entry.path in checked else not exists(entry.path))
    ]
