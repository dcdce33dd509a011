"""The action's suggestions: fixes on lines that a pull request has changed, as comments that apply them with a click.

It needs nothing but Python and GitHub's interface, and no program of somebody else.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 30
"""The most suggestions in one review: more than these nobody clicks through."""

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


class Hunk(NamedTuple):
    """A stretch of a patch: its lines with their first sign, and where they begin before and after it."""

    path: str
    before: int
    after: int
    lines: list[str]


class Change(NamedTuple):
    """Lines that a patch puts in the place of others: `first` to `last` in the file before, counted from 1."""

    path: str
    first: int
    last: int
    lines: tuple[str, ...]


def hunks_of(patch: str) -> Iterator[Hunk]:
    """Yield the hunks of a patch. They are counted out: a line of a file may look like the head of another file."""
    path = ""
    lines = iter(patch.split("\n"))
    for line in lines:
        if line.startswith("+++ "):
            # A name in quotation marks holds signs that need escapes; such a file gets no suggestions.
            path = line[6:].rstrip("\t") if line.startswith("+++ b/") else ""
        elif head := _HUNK.match(line):
            before, removed, after, added = (int(each or 1) for each in head.groups())
            hunk = Hunk(path, before, after, [])
            while (removed > 0 or added > 0) and (line := next(lines, None)) is not None:
                removed -= line[:1] not in {"+", "\\"}  # “\ No newline at end of file” counts on neither side
                added -= line[:1] not in {"-", "\\"}
                hunk.lines.append(line)
            if path:
                yield hunk


def fixes_in(patch: str) -> Iterator[Change]:
    """Yield what a patch changes, without the lines around it. What it only inserts is left out."""
    for hunk in hunks_of(patch):
        number = hunk.before
        for sign, group in groupby(hunk.lines, key=lambda line: line[:1] in {"-", "+", "\\"}):
            lines = list(group)
            removed = sum(line[:1] != "+" and line[:1] != "\\" for line in lines)
            if sign and removed:
                added = tuple(line[1:] for line in lines if line.startswith("+"))
                yield Change(hunk.path, number, number + removed - 1, added)
            number += removed


def lines_changed(patch: str) -> dict[str, set[int]]:
    """Return the lines that a patch without context has put into each file."""
    changed: dict[str, set[int]] = {}
    for hunk in hunks_of(patch):
        added = sum(line.startswith("+") for line in hunk.lines)
        changed.setdefault(hunk.path, set()).update(range(hunk.after, hunk.after + added))
    return changed


def comment(fix: Change) -> dict[str, Any]:
    """Return a comment of a review, as GitHub's interface takes it."""
    text = "".join(f"{line}\n" for line in fix.lines)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)  # no fence in the article closes this one
    body = f"copydesk can mend this:\n\n{fence}suggestion\n{text}{fence}"
    place = {"path": fix.path, "body": body, "side": "RIGHT", "line": fix.last}
    return {**place, "start_line": fix.first, "start_side": "RIGHT"} if fix.first < fix.last else place


def comments_for(fixes: str, changed: str, other: set[str]) -> list[dict[str, Any]]:
    """Return a comment for each fix all of whose lines have changed, in files that the branch has as they are here."""
    lines = lines_changed(changed)
    return [
        comment(fix)
        for fix in fixes_in(fixes)
        if fix.path not in other
        and "\ufffd" not in "".join(fix.lines)  # the file is not UTF-8
        and set(range(fix.first, fix.last + 1)) <= lines.get(fix.path, set())
    ]


def ask(path: str, data: dict[str, Any] | None = None) -> Any:
    """Ask GitHub's interface for something about this repository, or tell it something."""
    address = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}"
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}", "Accept": "application/vnd.github+json"}
    body = None if data is None else json.dumps(data).encode()
    with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=30) as answer:
        return json.load(answer)


def written_before(number: str) -> set[tuple[str, str]]:
    """Return path and text of the comments that the pull request has: each push would else repeat them."""
    written: set[tuple[str, str]] = set()
    for page in range(1, 100):
        comments = ask(f"pulls/{number}/comments?per_page=100&page={page}")
        written.update((each["path"], each["body"]) for each in comments)
        if len(comments) < 100:
            break
    return written


def main(fixes: str, changed: str, other: str) -> None:
    """Write one review with the suggestions that are new."""

    def text(file: str) -> str:
        return Path(file).read_bytes().decode("utf-8", "replace")

    comments = comments_for(text(fixes), text(changed), set(text(other).split("\0")))
    if not comments:
        return
    number = os.environ["NUMBER"]
    try:
        written = written_before(number)
        new = [each for each in comments if (each["path"], each["body"]) not in written]
        if new:
            left = f" {len(new) - MOST} more are left out." if len(new) > MOST else ""
            review = {"commit_id": os.environ["HEAD_SHA"], "event": "COMMENT", "comments": new[:MOST]}
            ask(
                f"pulls/{number}/reviews",
                {**review, "body": f"Fixes that cannot change what a text says.{left}"},
            )
        print(f"copydesk: {len(new[:MOST])} fixes suggested, {len(comments) - len(new)} had been before")
    except (OSError, ValueError) as error:  # a job does not fail because its comments could not be written
        print(
            f"::notice::copydesk: fixes could not be suggested ({error}). The token needs the permission"
            " pull-requests: write, which a pull request from a fork does not have."
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
