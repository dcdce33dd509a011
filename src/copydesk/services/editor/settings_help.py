"""Settings help: mistakes in copydesk.yaml at their place, and what can be written there or in a rule file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from lsprotocol import types as lsp

from copydesk.config.confinement import confined, objections
from copydesk.config.project import ProjectConfig
from copydesk.config.request import CliOverrides, RunOptions
from copydesk.config.schema import config_schema
from copydesk.config.selection import Selector
from copydesk.config.settings import ConfigError
from copydesk.config.settings_reader import ConfigReader
from copydesk.services.editor.diagnostics import problem
from copydesk.support.patterns import compile_later
from copydesk.support.untrusted.safe_yaml import load_yaml, repeated_keys

_STEP = compile_later(r"([^.\[\]]+)|\[(\d+)\]")
_KEY = compile_later(r"(\s*)((?:- )*)([\w./-]+):(?:\s|\Z)")
_LINE = compile_later(r"line (\d+)\b")


def mistakes(file: Path, text: str) -> list[lsp.Diagnostic]:
    """Return the mistakes in a configuration that is being edited."""
    reader = ConfigReader(file)
    try:
        data = load_yaml(text)
        for repeated in repeated_keys(text):
            reader.report(f"line {repeated.line + 1}", str(repeated))
        config = reader.config({} if data is None else data)
        if refused := [*objections(config, confined(file.parent, file.parent))]:  # no pack out there is read
            reader.problems += refused
        else:
            project = ProjectConfig(RunOptions(isolated=True))
            Selector(project.catalogue(config), config, CliOverrides())
    except ConfigError as error:
        reader.problems += [each for each in map(str, error.args) if each not in reader.problems]
    except ValueError as error:  # no YAML, or a pack with a mistake
        reader.problems.append(str(error))
    lines = text.split("\n")
    root = _composed(text)
    found = []
    for message in reader.problems:
        said = message.removeprefix(f"{file}: ")
        number = _line_of(said, root)
        length = len(lines[number]) if number < len(lines) else 0
        found.append(problem(said, number, length))
    return found


def _composed(text: str) -> yaml.Node | None:
    try:
        load_yaml(text)  # refuses what would take too much to compose
        return yaml.compose(text, yaml.SafeLoader)
    except (ValueError, yaml.YAMLError):
        return None


def _line_of(message: str, root: yaml.Node | None) -> int:
    """Return the line (from 0) that a mistake is about: that of its key, or of the last key above it that stands."""
    key = message.partition(": ")[0]
    if numbered := _LINE.match(message):
        return int(numbered[1]) - 1
    if Path(key).is_absolute():  # it is in a pack
        key = "packs"
    line, node = 0, root
    for match in _STEP.finditer(key):
        name, number = match[1], match[2]
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == name), None)
        elif isinstance(node, yaml.SequenceNode) and number and int(number) < len(node.value):
            pair = (node.value[int(number)], node.value[int(number)])
        else:
            pair = None
        if pair is None:
            break
        line, node = pair[0].start_mark.line, pair[1]
    return _line_of_target(message, node, line)


def _line_of_target(message: str, node: yaml.Node | None, line: int) -> int:
    """Return the line of the rule that a message speaks of: “there is no rule or family “…””."""
    if isinstance(node, yaml.MappingNode) and (quoted := re.search("“([^”]+)”", message)):
        for key, _ in node.value:
            if key.value == quoted[1]:
                return int(key.start_mark.line)
    return line


def schema_of_settings() -> dict[str, Any]:
    """Return the schema of a configuration."""
    return config_schema(ProjectConfig(RunOptions(isolated=True)).selector_for(Path.cwd() / "any").catalogue)


def completions(text: str, line: int, column: int, schema: Mapping[str, Any]) -> list[lsp.CompletionItem]:
    """Return what can be written at a place in YAML with a schema; line and column count from 0, in code points."""
    lines = text.split("\n")
    before = lines[line][:column] if line < len(lines) else ""
    written = _KEY.match(before)
    path = _keys_above(lines[:line], len(before) - len(before.lstrip(" -")))
    for key in (*path, *((written[3],) if written else ())):
        schema = _under(schema, key)
    if written:
        return list(map(_value, _values(schema)))
    return [_key(name, each) for name, each in _properties(schema).items()] + (
        list(map(_value, _values(schema))) if before.lstrip().startswith("-") else []
    )


def _keys_above(lines: Sequence[str], indent: int) -> list[str]:
    """Return the keys under which a line with this indent stands, the outermost first."""
    keys = []
    for line in reversed(lines):
        match = _KEY.match(line)
        if not match or line.lstrip().startswith("#"):
            continue
        own = len(match[1]) + len(match[2])
        if own < indent:
            keys.append(match[3])
            indent = own
    return keys[::-1]


def _alternatives(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield schema
    for each in schema.get("anyOf", ()):
        yield from _alternatives(each)
    if "items" in schema:
        yield from _alternatives(schema["items"])


def _properties(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {name: each for part in _alternatives(schema) for name, each in part.get("properties", {}).items()}


def _under(schema: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return _properties(schema).get(key, {})


def _values(schema: Mapping[str, Any]) -> list[str]:
    values = (value for part in _alternatives(schema) for value in part.get("enum", ()))
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _key(name: str, schema: Mapping[str, Any]) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        name,
        kind=lsp.CompletionItemKind.Property,
        documentation=schema.get("description"),
        insert_text=f"{name}: ",
    )


def _value(text: str) -> lsp.CompletionItem:
    return lsp.CompletionItem(text, kind=lsp.CompletionItemKind.Value)
