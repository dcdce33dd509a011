"""Matches: findings in the form in which LanguageTool's clients read them; offsets count UTF-16 units."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from copydesk.analysis.language.languages import languages as known_languages
from copydesk.findings import Finding
from copydesk.rules import Rule
from copydesk.services.languagetool.annotated_text import AnnotatedText
from copydesk.support.patterns import compile_later

_ISSUE_TYPES = {
    "names": "inconsistency",
    "dates": "inconsistency",
    "sources": "inconsistency",
    "quotes": "typographical",
    "damage": "typographical",
    "boilerplate": "style",
    "readability": "style",
}
"""Of the families: by these the clients colour what they mark. The names are those of ITS 2.0."""
_DOUBLED = compile_later(r"[\U00010000-\U0010ffff]")
"""What takes two units in UTF-16."""
_BEFORE, _BEHIND = 40, 40
"""So much text is shown around a match, in code points."""

_VARIANTS = {
    "en": ("en-US", "en-GB", "en-AU", "en-CA", "en-NZ", "en-ZA"),
    "de": ("de-DE", "de-AT", "de-CH"),
    "pt": ("pt-PT", "pt-BR"),
}


@cache
def _names() -> dict[str, str]:
    """Return the names of languages by their codes."""
    lines = Path(__file__).with_name("language_names.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def languages() -> list[dict[str, str]]:
    """Return the languages that copydesk knows as the interface lists them, with the variants that clients know."""
    return [
        {"name": _names()[code], "code": code, "longCode": variant}
        for code in sorted(known_languages())
        for variant in (code, *_VARIANTS.get(code, ()))
    ]


def software(version: str) -> dict[str, Any]:
    """Return what answers say of the program."""
    return {
        "name": "copydesk",
        "version": version,
        "buildDate": "",
        "apiVersion": 1,
        "premium": False,
        "status": "",
    }


def answer(
    text: AnnotatedText,
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    *,
    version: str,
    asked: str,
    language: str | None,
    is_complete: bool,
    unknown: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the answer to a check.

    Args:
        text: what was checked.
        findings: those to show.
        rules: by id.
        version: of copydesk.
        asked: the code of the language that the client asked for, perhaps “auto”.
        language: the two-letter code of the language of the text; None if it is not known.
        is_complete: whether everything was checked.
        unknown: messages on names in the request that mean nothing, for who looks into the answer.
    """
    bare, whole = UnitOffsets(text.text), UnitOffsets(text.whole)
    code = language or asked.partition("-")[0]
    name = _names().get(code, code)
    shown = asked if asked.partition("-")[0] == code else code
    return {
        "software": software(version),
        "warnings": {
            "incompleteResults": not is_complete,
            **({"unknownNames": list(unknown)} if unknown else {}),
        },
        "language": {
            "name": name,
            "code": shown,
            "detectedLanguage": {"name": name, "code": shown, "confidence": 1.0 if language else 0.0},
        },
        "matches": [_match(text, bare, whole, each, rules.get(each.rule)) for each in findings],
    }


def _match(
    text: AnnotatedText, bare: UnitOffsets, whole: UnitOffsets, finding: Finding, rule: Rule | None
) -> dict[str, Any]:
    start, end = text.span(finding.start, finding.end)
    first, last = max(0, finding.start - _BEFORE), finding.end + _BEHIND
    context = text.text[first:last].replace("\n", " ").replace("\r", " ")
    # What is put in the place of text with markup in it would take the markup away.
    suggestions = finding.suggestions if text.is_in_one_part(finding.start, finding.end) else ()
    return {
        "message": finding.message[:1].upper() + finding.message[1:],
        "shortMessage": "",
        "replacements": [{"value": each} for each in suggestions],
        "offset": whole.at(start),
        "length": whole.at(end) - whole.at(start),
        "context": {
            "text": context,
            "offset": bare.at(finding.start) - bare.at(first),
            "length": bare.at(finding.end) - bare.at(finding.start),
        },
        "sentence": context,
        "type": {"typeName": "Other"},
        "rule": {
            "id": finding.rule,
            "description": rule.summary if rule else finding.rule,
            "issueType": _ISSUE_TYPES.get(finding.family, "uncategorized"),
            "category": {"id": finding.family, "name": finding.family.capitalize()},
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


class UnitOffsets:
    """Where the code points of a text stand in UTF-16, in which some take two units."""

    def __init__(self, text: str) -> None:
        self._doubled = [] if text.isascii() else [found.start() for found in _DOUBLED.finditer(text)]

    def at(self, offset: int) -> int:
        """Return the number of units before an offset."""
        return offset + bisect_left(self._doubled, offset)
