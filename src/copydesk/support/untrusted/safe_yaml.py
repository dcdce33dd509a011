"""Safe YAML: read YAML written by others without running code, crashing or filling the memory.

PyYAML's C loader crashes the interpreter on deep nesting, and aliases can turn a kilobyte into gigabytes. Both can be
seen in the parser's events before any object is made.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.support.source_text import with_whole_characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LONGEST = 1_000_000
"""Code points; a longer text is refused."""
LONGEST_NUMBER = 1_000
"""Digits; a longer number is refused."""

_DEEPEST = 60
_LARGEST = 200_000
"""The most nodes, where every alias counts as the nodes that it stands for."""
_LONGEST_SHOWN = 100
_SURELY_SHALLOW = 50
_NESTING_MARKS = ("[", "{", "- ", "-\t", "? ", "?\t")
_DEEP_INDENT = " " * _SURELY_SHALLOW


class RepeatedKey(NamedTuple):
    """A key that stands a second time in the same mapping.

    Attributes:
        key: the key.
        start, end: its place in the text, in code points.
        line: its line, counted from 0.
        first_start, first_end, first_line: the place of the first one.
    """

    key: str
    start: int
    end: int
    line: int
    first_start: int
    first_end: int
    first_line: int

    def __str__(self) -> str:
        key = self.key[:_LONGEST_SHOWN]
        return f"“{key}” stands in line {self.first_line + 1} already, and only one of the two counts"


class YamlError(ValueError):
    """A text that is not YAML, or that cannot be read safely.

    Attributes:
        line: the line of the mistake, from 0; None if unknown.
        problem: the message without the place.
    """

    def __init__(self, message: str, line: int | None = None, problem: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.problem = problem or message


def load_yaml(text: str, *, as_written: bool = False) -> Any:
    """Return the data of a YAML text as Python's own types. Of two equal keys the last counts: see `repeated_keys`.

    Args:
        text: the YAML.
        as_written: whether to keep dates, numbers and the like as texts, and to ignore tags.

    Raises:
        YamlError: it is not YAML, is nested too deeply, or its aliases stand for too much.
        ValueError: a value is none of its type, such as an impossible date or an endless number.
    """
    import yaml

    text = with_whole_characters(text)
    with _reading(text):
        return yaml.load(text, _plain_loader() if as_written else _safe_loader())


def repeated_keys(text: str) -> list[RepeatedKey]:
    """Return the keys that stand twice in one mapping; the first of the two has no effect.

    Raises:
        YamlError: as for `load_yaml`.
    """
    import yaml

    text = with_whole_characters(text)
    with _reading(text):
        root = yaml.compose(text, _base_loader())
    found: list[RepeatedKey] = []
    pending, seen = [root], {id(root)}
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.MappingNode):
            found += _repeated(node.value)
            inner = [each for pair in node.value for each in pair]
        else:
            inner = node.value if isinstance(node, yaml.SequenceNode) else []
        pending += [each for each in inner if id(each) not in seen]
        seen.update(map(id, inner))
    return sorted(found, key=lambda key: key.start)


def _repeated(pairs: Sequence[tuple[Any, Any]]) -> Iterator[RepeatedKey]:
    first: dict[str, tuple[int, int, int]] = {}
    for key, _ in pairs:
        if isinstance(key.value, str) and key.value != "<<":  # the merge key may be repeated
            place = key.start_mark.index, key.end_mark.index, key.start_mark.line
            if key.value in first:
                yield RepeatedKey(key.value, *place, *first[key.value])
            first.setdefault(key.value, place)


@contextmanager
def _reading(text: str) -> Iterator[None]:
    """Refuse a text that cannot be read safely, and turn the library's errors into YamlError."""
    import yaml

    if len(text) > LONGEST:
        raise YamlError(f"it has more than {LONGEST:,} characters")
    try:
        if ("*" in text and "&" in text) or _may_be_deep(text):
            _survey(yaml.parse(text, _base_loader()))
        yield
    except yaml.MarkedYAMLError as error:
        mark, problem = error.problem_mark or error.context_mark, error.problem or error.context or "no YAML"
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        told = _in_plain_words(problem, text[mark.index : mark.index + 1] if mark else "")
        raise YamlError(f"{where}{told}", mark.line if mark else None, problem) from None
    except yaml.YAMLError as error:
        reason, at = getattr(error, "reason", ""), getattr(error, "position", -1)
        line = text.count("\n", 0, at) if at >= 0 else None
        where = f"line {line + 1}: " if line is not None else ""
        raise YamlError(f"{where}{reason or 'no YAML'}", line, reason) from None
    except RecursionError:
        raise YamlError("nested too deeply") from None
    except (ArithmeticError, AttributeError, LookupError):  # the library trusts that a tag fits its value
        raise YamlError("a value does not fit its tag, such as !!int") from None


_PLAIN = {
    "mapping values are not allowed": "a “:” stands where YAML allows none; put the whole value in quotation marks",
    "could not find expected ':'": "a “:” is missing behind the key, or a line is not indented as it should be",
    "did not find expected ',' or ']'": "a list that begins with “[” lacks a comma or its “]”",
    "did not find expected ',' or '}'": "a mapping that begins with “{” lacks a comma or its “}”",
    "did not find expected key": "this line is not indented like those that it belongs to, or its value begins with a"
    " bracket or quotation mark and goes on behind the second one; put the whole value in quotation marks",
    "found unknown escape character": "in double quotation marks a backslash means something; use single ones",
    "block sequence entries are not allowed": "a list with “-” begins in the line under its key",
    "did not find expected '-' indicator": "this line is not indented like the list that it belongs to",
    "found unexpected end of stream": "something that was opened, such as a quotation mark, is not closed",
    "did not find expected node content": "a value is missing, or a bracket or comma stands where none may",
    "found undefined alias": "a value that begins with “*” stands for another one in YAML; put it in quotation marks",
}
"""By what the library says: what it means to whoever writes settings."""


def _in_plain_words(problem: str, character: str) -> str:
    """Return what is wrong, in plain words where they are known; `character` stands at the place of the mistake."""
    if "cannot start any token" in problem or "found a tab" in problem:
        if character == "\t" or "tab" in problem:
            return "a tab stands before the text; YAML takes only spaces there"
        return f"a value cannot begin with “{character}”; put it in quotation marks"
    return next((told for said, told in _PLAIN.items() if said in problem), problem)


@cache
def _safe_loader() -> Any:
    """Return a loader for Python's own types that refuses endless numbers."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Reads a number of base 60, such as 1:30, in time that grows with the square of its length."""

    for kind in ("int", "float"):
        construct = getattr(yaml.constructor.SafeConstructor, f"construct_yaml_{kind}")
        Loader.add_constructor(f"tag:yaml.org,2002:{kind}", _bounded(construct))
    dates = _with_place(yaml.constructor.SafeConstructor.construct_yaml_timestamp)
    Loader.add_constructor("tag:yaml.org,2002:timestamp", dates)
    return Loader


def _bounded(construct: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def constructed(loader: Any, node: Any) -> Any:
        if len(node.value) > LONGEST_NUMBER:
            raise ValueError(
                f"line {node.start_mark.line + 1}: a number has more than {LONGEST_NUMBER:,} digits"
            )
        return construct(loader, node)

    return constructed


def _with_place(construct: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def constructed(loader: Any, node: Any) -> Any:
        try:
            return construct(loader, node)
        except ValueError as error:
            shown = node.value[:_LONGEST_SHOWN]
            raise ValueError(f"line {node.start_mark.line + 1}: “{shown}” is no date: {error}") from None

    return constructed


@cache
def _plain_loader() -> Any:
    """Return a loader for texts, lists and mappings that knows no tag but the merge key."""
    import yaml

    class PlainLoader(_base_loader()):  # type: ignore[misc]
        """Merges mappings as the loader for Python's own types does."""

        flatten_mapping = yaml.constructor.SafeConstructor.flatten_mapping

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            self.flatten_mapping(node)
            return super().construct_mapping(node, deep=deep)

    PlainLoader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"<<\Z"), ["<"])
    return PlainLoader


def _base_loader() -> Any:
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _may_be_deep(text: str) -> bool:
    return _DEEP_INDENT in text or sum(map(text.count, _NESTING_MARKS)) > _SURELY_SHALLOW


def _survey(events: Any) -> None:
    """Check the depth and the number of nodes; every alias counts as the nodes that it stands for."""
    anchors: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []
    weight = 0
    for event in events:
        kind = type(event).__name__
        if kind in ("SequenceStartEvent", "MappingStartEvent"):
            open_nodes.append((event.anchor, weight))
            weight += 1
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            anchor, before = open_nodes.pop()
            if anchor:
                anchors[anchor] = weight - before
        elif kind == "ScalarEvent":
            weight += 1
            if event.anchor:
                anchors[event.anchor] = 1
        elif kind == "AliasEvent":
            if event.anchor in (anchor for anchor, _ in open_nodes):
                raise YamlError(f"“*{event.anchor}” stands for itself")
            weight += anchors.get(event.anchor, 1)
        if len(open_nodes) > _DEEPEST:
            raise YamlError(f"nested more than {_DEEPEST} levels deep")
        if weight > _LARGEST:
            raise YamlError("its aliases stand for too much")
