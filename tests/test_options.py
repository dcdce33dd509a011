"""Options of rules that others write: whatever their checks are annotated with."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest

from copydesk.config.rule_options import BadOption, option_schema, read_option
from copydesk.rules import Count, Range, Share, rule


@rule(family="test")
def annotated(
    doc,
    *,
    count: Count = 3,
    share: Share = 0.5,
    odds: float = 0.0,
    perhaps: int | None = None,
    word: Literal["one", "two"] = "one",
    words: tuple[str, ...] = (),
    pairs: tuple[tuple[str, str], ...] = (),
    noted: Annotated[str, "a note"] = "",
    below: Annotated[float, Range(-1.0, 0.0)] = 0.0,
    table: dict[str, int] = {},  # noqa: B006 - an option's default
    bare=7,
):
    """Whatever."""
    return ()


@rule(family="test")
def unresolved(doc: Nowhere, *, count: int = 3, words: tuple[str, ...] = ()):  # noqa: F821
    """Names what it does not import."""
    return ()


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("count", 1, 1),
        ("share", 1, 1),
        ("odds", -2, -2),
        ("perhaps", None, None),
        ("perhaps", 4, 4),
        ("word", "two", "two"),
        ("words", ["a", "b"], ("a", "b")),
        ("pairs", [["a", "b"]], (("a", "b"),)),
        ("noted", "a", "a"),
        ("below", -0.5, -0.5),
        ("table", {"a": 1}, {"a": 1}),
        ("bare", 8, 8),
    ],
)
def test_what_an_option_takes(name, value, read):
    assert read_option(annotated, name, value) == read


@pytest.mark.parametrize(
    ("name", "value", "takes"),
    [
        ("count", 0, "a number of 1 or more"),
        ("count", True, "a number of 1 or more"),
        ("count", 1.5, "a number of 1 or more"),
        ("share", 1.1, "a number from 0 to 1"),
        ("odds", float("nan"), "a number"),
        ("perhaps", "a", "a number or nothing"),
        ("word", "three", "one of one, two"),
        ("words", 3, "a text or a list of texts"),
        ("words", [1], "a text or a list of texts"),
        ("pairs", [["a"]], "a list of pairs"),
        ("noted", 3, "a text"),
        ("below", 1, "a number from -1 to 0"),
        ("table", [], "dict"),
        ("bare", "a", "a number"),
    ],
)
def test_what_an_option_does_not_take(name, value, takes):
    with pytest.raises(BadOption, match=f"; it must be {takes}$"):
        read_option(annotated, name, value)


def test_annotations_that_name_nothing_give_way_to_the_defaults():
    assert read_option(unresolved, "words", ["a"]) == ("a",)
    with pytest.raises(BadOption, match="it must be a number"):
        read_option(unresolved, "count", "a")


def test_schemas():
    assert option_schema(annotated, "count") == {"type": "integer", "minimum": 1, "default": 3}
    assert option_schema(annotated, "share") == {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5}
    assert option_schema(annotated, "word") == {"enum": ["one", "two"], "default": "one"}
    texts = {"type": "array", "items": {"type": "string"}}
    assert option_schema(annotated, "words") == {"anyOf": [{"type": "string"}, texts], "default": []}
    assert read_option(annotated, "words", "a") == ("a",)
    assert option_schema(annotated, "perhaps") == {}
