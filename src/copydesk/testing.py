"""Fixtures: test cases of rules as text files, with carets under what must be flagged."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import regex

from copydesk.document import Document
from copydesk.findings import Finding
from copydesk.stories.in_memory import check_documents
from copydesk.support.atomic_write import replace_content
from copydesk.support.limits import read_bounded
from copydesk.support.untrusted.safe_yaml import load_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.rules import Rule

CARETS = regex.compile(r"^ *(\^+)(?: (.*))?$")
_EXAMPLE = regex.compile(r"(\{.*?\})  +")
_TITLE = regex.compile(r"^=== (.*?)(?:  +(\{.*\}))?$")


@dataclass(frozen=True, slots=True)
class Sample:
    """One document of a case: its name, and its lines without the lines of carets."""

    name: str
    lines: tuple[str, ...]

    @property
    def source(self) -> str:
        """Return the document's text."""
        return "\n".join(self.lines).strip("\n")


@dataclass(frozen=True, slots=True)
class Case:
    """A test case: title, options of the rule, and documents (several where the rule compares documents)."""

    title: str
    header: str
    options: dict[str, Any]
    samples: tuple[Sample, ...]
    raw: str

    @property
    def names_documents(self) -> bool:
        """Tell whether the case names its documents (`@@ name`)."""
        return "\n@@ " in self.raw


Checker = Callable[[Sequence[Document], dict[str, Any]], Sequence[Finding]]


def parse(text: str) -> list[Case]:
    """Return the cases of a fixture file.

    Raises:
        ValueError: text stands before the first `===` line, or the options are not a mapping.
    """
    head, *parts = regex.split(r"(?m)^(?==== )", text)
    if head.strip():
        raise ValueError("a fixture starts with a line “=== what the case shows”")
    return [_case(part) for part in parts]


def _case(raw: str) -> Case:
    header, _, body = raw.partition("\n")
    match = _TITLE.match(header)
    options = load_yaml(match[2]) if match and match[2] else {}
    if match is None or not isinstance(options, dict):
        raise ValueError(f"not a case's first line: {header!r}")
    samples = []
    name = "case.txt"
    lines: list[str] = []
    for line in [*body.split("\n"), None]:
        if line is None or line.startswith("@@ "):
            if lines and any(map(str.strip, lines)):
                samples.append(Sample(name, tuple(lines)))
            name, lines = (line[3:].strip() if line else ""), []
        elif not CARETS.match(line):
            lines.append(line)
    return Case(match[1], header, options, tuple(samples), raw)


def render(case: Case, check: Checker) -> str:
    """Return the text of a case with carets under what the rule flags now."""
    documents = [Document(sample.source, sample.name) for sample in case.samples]
    findings = check(documents, case.options)
    out = [case.header]
    for document in documents:
        if case.names_documents:
            out.append(f"@@ {document.path}")
        by_line: dict[int, list[Finding]] = {}
        for finding in findings:
            if finding.path == document.path:
                by_line.setdefault(finding.line, []).append(finding)
        for number, line in enumerate(document.source.split("\n"), 1):
            out.append(line)
            out += [_carets(finding, line) for finding in by_line.get(number, ())]
    return "\n".join(out) + "\n\n"


def _carets(finding: Finding, line: str) -> str:
    one_line = finding.end_line == finding.line
    last = finding.end_column - 1 if one_line else len(line)
    carets = " " * (finding.column - 1) + "^" * max(1, last - finding.column + 1)
    extent = "" if one_line else f" [to {finding.end_line}:{finding.end_column}]"
    fix = f" => {' | '.join(finding.suggestions)}" if finding.suggestions else ""
    return f"{carets}{extent} {finding.message}{fix}"


def check(
    rule: Rule, documents: Sequence[Document], options: Mapping[str, Any] | None = None
) -> list[Finding]:
    """Return the findings of one rule in documents, with these options instead of its own.

    Raises:
        ValueError: the rule has no such option.
    """
    options = options or {}
    if unknown := set(options) - set(rule.options):
        raise ValueError(f"{rule.id} has no option {', '.join(sorted(unknown))}")
    return check_documents(documents, [replace(rule, options={**rule.options, **options})])


def example_problems(rule: Rule) -> list[str]:
    """Return messages about a rule's examples: “bad” ones that it does not flag, “good” ones that it flags.

    An example may start with options in braces, followed by two spaces.
    """
    problems = [
        f"“bad” is not flagged: {text}"
        for text in rule.bad
        if rule.id not in {finding.rule for finding in _check_example(rule, text)}
    ]
    for text in rule.good:
        problems += [f"“good” is flagged: {text}: {each.message}" for each in _check_example(rule, text)]
    return problems


def _check_example(rule: Rule, example: str) -> list[Finding]:
    match = _EXAMPLE.match(example)
    options = load_yaml(match[1]) if match else None
    text = example[match.end() :] if match else example
    return check(rule, [Document(text, format=rule.example_format or None)], options)


def fixture_problems(rule: Rule, path: Path, *, accept: bool = False) -> list[str]:
    """Return messages about the cases of a fixture file whose findings differ from its carets.

    Args:
        rule: the rule.
        path: the fixture file.
        accept: whether to write the findings into the file instead.

    Raises:
        ValueError: the file is not a fixture, or names an option that the rule does not have.
        OSError: it cannot be read or written.
    """
    data = read_bounded(path)
    cases = parse(io.StringIO(data.decode(), newline=None).read())
    actual = [render(case, lambda documents, options: check(rule, documents, options)) for case in cases]
    if accept:
        replace_content(path, data, ("".join(actual).rstrip("\n") + "\n").encode())
        return []
    return [
        f"{path.name}: {case.title}\n--- expected\n{case.raw.strip()}\n--- actual\n{text.strip()}"
        for case, text in zip(cases, actual, strict=True)
        if case.raw.rstrip("\n") != text.rstrip("\n")
    ]
