"""YAML that somebody else wrote: read without running code, and without what a few lines of it can do to a reader.

PyYAML's C loader crashes the interpreter on deep nesting, and aliases can make gigabytes of a kilobyte. Both show in
the parser's events, before anything is built of them.
"""

from __future__ import annotations

from typing import Any

LONGEST = 1_000_000
"""Code points; a longer text is refused."""

_DEEPEST = 60
_LARGEST = 200_000
"""Nodes with every alias counted as what it stands for."""
_SURELY_SHALLOW = 50
_NESTING_MARKS = ("[", "{", "- ", "-\t", "? ", "?\t")
_DEEP_INDENT = " " * _SURELY_SHALLOW


class YamlError(ValueError):
    """A text that is no YAML, or none that can be read safely.

    Attributes:
        line: of the mistake, from 0; None where it has no place.
        problem: the mistake without its place.
    """

    def __init__(self, message: str, line: int | None = None, problem: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.problem = problem or message


def load_yaml(text: str, *, as_written: bool = False) -> Any:
    """What the YAML says, in Python's own types; `as_written` leaves dates, numbers and the like as texts.

    Raises:
        YamlError: it is no YAML, is nested too deeply, or its aliases stand for too much.
    """
    import yaml

    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    base = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    if len(text) > LONGEST:
        raise YamlError(f"it has more than {LONGEST:,} characters")
    try:
        if ("*" in text and "&" in text) or _may_be_deep(text):
            _survey(yaml.parse(text, base))
        return yaml.load(text, base if as_written else safe)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None)
        raise YamlError(" ".join(str(error).split()), mark.line if mark else None, problem or "") from None
    except RecursionError:
        raise YamlError("nested too deeply") from None


def _may_be_deep(text: str) -> bool:
    return _DEEP_INDENT in text or sum(map(text.count, _NESTING_MARKS)) > _SURELY_SHALLOW


def _survey(events: Any) -> None:
    """Go through the events with every alias weighed as what it stands for."""
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
