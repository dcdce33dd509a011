"""Settings writer: add an entry to a configuration in YAML, and leave all the rest of the file as it is.

The new text is read again before it counts: if it does not hold exactly the old settings and the new one, nothing is
written, and a person adds the line.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import yaml

from copydesk.support.untrusted.safe_yaml import load_yaml


def with_accept_list(text: str, name: str) -> str | None:
    """Return the text of a configuration with `accept: name`; None if that cannot be put there safely."""
    wanted = _data(text)
    if wanted is None or "accept" in wanted:
        return None
    return _checked(
        with_line(text, f"accept: {json.dumps(name, ensure_ascii=False)}"), {**wanted, "accept": name}
    )


def with_two_people(text: str, names: tuple[str, str]) -> str | None:
    """Return the text of a configuration with a pair of names in `names.two_people`; None if that cannot be put there
    safely.
    """
    data = _data(text)
    if data is None:
        return None
    wanted = copy.deepcopy(data)
    try:
        wanted.setdefault("names", {}).setdefault("two_people", []).append(list(names))
    except (AttributeError, TypeError):  # a setting with a value of another kind
        return None
    return _checked(_with_pair(text, json.dumps(list(names), ensure_ascii=False)), wanted)


def _data(text: str) -> dict[str, Any] | None:
    try:
        data = load_yaml(text)
    except ValueError:
        return None
    return {} if data is None else data if isinstance(data, dict) else None


def _checked(text: str, wanted: dict[str, Any]) -> str | None:
    return text if _data(text) == wanted else None


def with_line(text: str, line: str) -> str:
    """Return the text with a line, or several, at its end."""
    return text + ("" if not text or text.endswith("\n") else "\n") + f"{line}\n"


def _with_pair(text: str, pair: str) -> str:
    names = _value(yaml.compose(text, yaml.SafeLoader), "names")
    pairs = _value(names, "two_people")
    if names is None:
        return with_line(text, f"names:\n  two_people:\n    - {pair}")
    if isinstance(pairs, yaml.SequenceNode):
        if pairs.flow_style:
            at = pairs.end_mark.index - 1
            return f"{text[:at]}{', ' if pairs.value else ''}{pair}{text[at:]}"
        indent = " " * pairs.start_mark.column
        return _with_line_before(text, _last_line(pairs) + 1, f"{indent}- {pair}")
    indent = " " * names.start_mark.column
    return _with_line_before(text, names.start_mark.line, f"{indent}two_people: [{pair}]")


def _value(mapping: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(mapping, yaml.MappingNode):
        return None
    return next((value for name, value in mapping.value if name.value == key), None)


def _last_line(node: yaml.Node) -> int:
    """Return the number of the line in which a node ends, from 0: a block ends with its last entry."""
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1])
    return int(node.end_mark.line)


def _with_line_before(text: str, number: int, line: str) -> str:
    """Return the text with a line put before the line with a number, which counts from 0."""
    lines = text.splitlines(keepends=True)
    return "".join((*lines[:number], f"{line}\n", *lines[number:]))
