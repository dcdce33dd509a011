"""Forms for readers: findings with the text around them, a column for the verdict, and the way back to the list."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from bench._checked_repositories import Checked, Found
from bench._repository_figures import VERDICTS

COLUMNS = ("rule", "document", "offset", "verdict", "message", "text")
_AROUND = 120


class BadForm(ValueError):
    """A form that cannot be taken: the message names the line."""


def drawn(checked: Iterable[Checked], number: int, seed: int) -> list[tuple[Found, str]]:
    """Draw findings by chance, each with its file's text; all of them if there are fewer."""
    everything = [(finding, each.texts[finding.document]) for each in checked for finding in each.findings]
    everything.sort(key=lambda pair: pair[0])
    return sorted(random.Random(seed).sample(everything, min(number, len(everything))))


def form(findings: Iterable[tuple[Found, str]]) -> str:
    """Return the form: a line a finding, its verdict to be filled in with one of VERDICTS."""
    lines = ["\t".join(COLUMNS)]
    for finding, text in findings:
        message = _shown(finding.message)
        place = f"{finding.rule}\t{finding.document}\t{finding.start}"
        lines.append(f"{place}\t\t{message}\t{around(finding, text)}")
    return "\n".join(lines) + "\n"


def filled_in(form: str) -> tuple[dict[tuple[str, str, int], str], int]:
    """Return the verdicts in a form by rule, document and offset, and how many of its lines have none.

    Raises:
        BadForm: a line is not one of a form's, or its verdict is unknown.
    """
    verdicts: dict[tuple[str, str, int], str] = {}
    empty = 0
    for number, line in enumerate(form.split("\n"), 1):
        if not line or line.split("\t")[0] == COLUMNS[0]:
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) < 4 or not fields[2].isdigit():
            raise BadForm(
                f"line {number} does not begin with {', '.join(COLUMNS[:4])}, with tabs between them"
            )
        rule, document, offset, verdict = fields[:4]
        if not verdict:
            empty += 1
        elif verdict in VERDICTS:
            verdicts[rule, document, int(offset)] = verdict
        else:
            raise BadForm(f"line {number}: “{verdict}” is not one of {', '.join(VERDICTS)}")
    return verdicts, empty


def fixes(checked: Iterable[Checked]) -> Iterator[str]:
    """Yield a line for every safe fix that is offered: the old text, the new one, and what stands around them."""
    for each in checked:
        for finding in each.findings:
            if finding.fixable and finding.suggestions:
                text = each.texts[finding.document]
                old, new = _shown(text[finding.start : finding.end]), _shown(finding.suggestions[0])
                place = f"{finding.rule}\t{finding.document}\t{finding.start}"
                yield f"{place}\t⟦{old}⟧ → ⟦{new}⟧\t{around(finding, text)}"


def around(finding: Found, text: str) -> str:
    """Return the text around a finding on one line, with ⟦ ⟧ about what is flagged."""
    start, end = finding.start, finding.end
    pieces = (text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND])
    before, flagged, after = map(_shown, pieces)
    return f"{before}⟦{flagged}⟧{after}"


def _shown(text: str) -> str:
    """Return a text on one line, with a code for every character that cannot be seen."""
    text = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\t", "⇥")
    return "".join(each if each.isprintable() else f"<{ord(each):04X}>" for each in text)
