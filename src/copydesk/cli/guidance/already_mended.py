"""Already mended: findings in the next commit that the working files do not have any more.

After the hook that mends has stopped a commit, the next hook still reads what was staged, and reports what the first
one has mended.
"""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

from copydesk.run.runner import run
from copydesk.run.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.findings import Finding
    from copydesk.run.result import RunResult

_MOST_NAMED = 20
"""So many files are named in the command."""


def already_mended(session: Session, result: RunResult) -> list[Finding]:
    """Return the findings in staged content that the working files do not have, if the session reads staged content.

    Only of rules that look at one article: the others may be silent because not all files are checked again.
    """
    contents = session.options.contents
    files = sorted({result.paths[each.path] for each in result.findings if each.path in result.paths})
    changed = [file for file in files if file in contents and file.is_file()]
    if not changed:
        return []
    working = Session(session.options._replace(contents={}, removed=frozenset()))
    now = run(working, changed)
    unread = {each.path for each in now.findings if each.is_failure}
    left = Counter(map(_what, now.findings))
    mended = []
    for finding in result.findings:
        file = result.paths.get(finding.path)
        if file not in changed or finding.path in unread:
            continue
        rule = session.config.rules_for(file).by_id.get(finding.rule)
        if rule is None or rule.compares:
            continue
        if left[_what(finding)]:
            left[_what(finding)] -= 1
        else:
            mended.append(finding)
    return mended


def mended_note(findings: Sequence[Finding]) -> str:
    """Return a sentence on such findings; empty if there are none."""
    if not findings:
        return ""
    files = list(dict.fromkeys(each.path for each in findings))
    named = " ".join(map(shlex.quote, files)) if len(files) <= _MOST_NAMED else "-u"
    which = "1 of these findings is" if len(findings) == 1 else f"{len(findings):,} of these findings are"
    yours = "your working file" if len(files) == 1 else "your working files"
    return f"{which} already mended in {yours}; “git add {named}” puts that into the commit."


def _what(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding is about, wherever it stands now."""
    return finding.path, finding.rule, finding.excerpt
