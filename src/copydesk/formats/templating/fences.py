"""Fences: find where code ends that stands between runs of three marks or more."""

from __future__ import annotations

from copydesk.support.patterns import compile_later

_RUN = compile_later(
    r"(?m)^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>[^\n]*)|(?P<ticks>`{3,})"
)


def fence_ends(source: str) -> dict[int, int]:
    """Return where code ends, by where the marks before it begin; of what nothing closes nothing is said.

    A fence has a line of its own, and ends with the next one that is as long or longer and has no words behind it. Code
    within a line ends with the next run of as many backticks.
    """
    ends: dict[int, int] = {}
    spans: dict[int, int] = {}
    fences: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
    for run in _RUN.finditer(source):
        if ticks := run["ticks"]:
            if len(ticks) in spans:
                ends[spans[len(ticks)]] = run.end()
            spans[len(ticks)] = run.start()
            continue
        length, open_ = len(run["fence"]), fences[run["fence"][0]]
        while open_ and open_[-1][0] <= length and not run["info"].strip():
            ends[open_.pop()[1]] = run.end("fence")
        open_.append((length, run.start("fence")))
    return ends
