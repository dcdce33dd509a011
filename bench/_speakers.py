"""Speakers: compare the speakers of direct quotations with gold source spans, and delete speakers."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

from copydesk.analysis.language.languages import in_all_languages
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.rules import Rule

_MARKS = re.compile(r"[\"“”«»]|''")


def report(articles: list[dict[str, Any]]) -> None:
    """Print how many gold sources of direct quotations overlap with the speaker found.

    A quotation is direct if its gold content contains quotation marks; of several marked stretches the first counts.
    """
    total = right = 0
    for article in articles:
        attributions = Document(article["text"]).attributions
        for gold in article["attributions"]:
            content, sources = gold.get("content"), gold.get("source")
            if not content or not sources or not any(_MARKS.search(article["text"][a:b]) for a, b in content):
                continue
            total += 1
            ours = next(
                (
                    each
                    for each in attributions
                    for a, b in content
                    if each.quotation.start < b and a < each.quotation.end
                ),
                None,
            )
            if ours and ours.speaker:
                right += any(ours.speaker.start < end and start < ours.speaker.end for start, end in sources)
    print(
        f"speakers: {total} direct quotations with a gold source, {right / max(1, total):.3f} of the sources overlapped"
    )


def report_deleted(articles: list[dict[str, Any]], rules: Mapping[str, Rule]) -> None:
    """Print how many speakers deleted beside a quotation are found, and how many untouched articles are flagged."""
    rule = rules["missing-speaker"]
    chance = random.Random("speaker deleted")
    planted = found = alarms = 0
    for article in articles:
        text = article["text"]
        document = Document(text)
        alarms += bool(lint(document, [rule]).findings)
        beside = [each for each in document.attributions if _is_beside(text, each)]
        if not beside:
            continue
        chosen = chance.choice(beside)
        start, end = chosen.speaker
        while text[end : end + 1] == " " and text[start - 1 : start] == " ":
            end += 1
        without = text[:start] + text[end:]
        without = (
            without[: start - 1] + without[start:]
            if without[start - 1 : start + 1] in (" ,", " .")
            else without
        )
        planted += 1
        found += any(abs(finding.start - start) < 60 for finding in lint(Document(without), [rule]).findings)
    print(f"speakers deleted: {planted} planted, {found / max(1, planted):.3f} found; ", end="")
    print(f"{alarms} of {len(articles)} articles untouched with an alarm")


def _is_beside(text: str, attribution: Any) -> bool:
    """Tell whether only speaker and verb stand between the quotation and the end of the attribution."""
    speaker, verb, quotation = attribution.speaker, attribution.verb, attribution.quotation
    if speaker is None or verb is None or attribution.inherited:
        return False
    if (
        text[verb.start : verb.end].lower() not in in_all_languages("tag_verbs")
        or text[quotation.end - 2] not in ",?!"
    ):
        return False
    first, last = sorted((speaker, verb))
    return quotation.end <= first.start <= quotation.end + 2 and last.start - first.end <= 1
