"""Rule file help: mistakes in a rule file at their place, and examples that do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types as lsp

from copydesk.config.confinement import confined
from copydesk.packs.loader import RuleParser
from copydesk.packs.matcher_kinds import TERMS
from copydesk.packs.prefilter import Prefilter
from copydesk.packs.rule_files import PackError, pack_files
from copydesk.packs.rule_reading.mistake_lines import lines_of_keys
from copydesk.packs.rule_reading.rule_file_cache import RuleFiles
from copydesk.services.editor.diagnostics import problem
from copydesk.support.paths import is_link
from copydesk.support.patterns import compile_later
from copydesk.testing import example_problems

_LINE = compile_later(r"line (\d+)\b(?:, column \d+)?: ")
_KEY = compile_later(r"“(bad|good)” ")


def mistakes(file: Path, text: str) -> list[lsp.Diagnostic]:
    """Return the mistakes in a rule file that is being edited; if there are none, the examples that do not hold.

    Raises:
        OverTime: they take too long, and there is a limit.
    """
    lines = text.split("\n")
    keys = lines_of_keys(text)
    found = []
    for message in _problems(file, text):
        said = message.removeprefix(f"{file}: ")
        numbered = _LINE.match(said)
        number = int(numbered[1]) if numbered else keys.get(_key_of(said, file), 1)
        length = len(lines[number - 1]) if number <= len(lines) else 0
        found.append(problem(said[numbered.end() :] if numbered else said, number - 1, length))
    return found


def _key_of(message: str, file: Path) -> str:
    """Return the key that a message without a line is about; one about another file is about the table of terms."""
    named = _KEY.match(message)
    return named[1] if named else TERMS if message.startswith(str(file.parent)) else ""


def _problems(file: Path, text: str) -> Iterator[str]:
    try:
        confinement = confined(file.parent)
        objections = [
            f"{each}: this link is not followed: {objection}"
            for each in filter(is_link, pack_files(file, confinement.objection_to_setting))
            if (objection := confinement.objection_to_setting(each))
        ]
    except PackError as error:  # it is not saved yet, or is gone
        yield str(error)
        return
    if objections:
        yield objections[0]
        return
    parser = RuleParser(file)
    rule = parser.read(RuleFiles([file], {file: text.encode("utf-8", "replace")}), Prefilter())
    if rule and parser.compiles():
        yield from example_problems(rule)
    yield from parser.problems
