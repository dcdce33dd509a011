"""Rule options: validate them against the annotations of the rule's check."""

from __future__ import annotations

import math
import sys
from contextlib import suppress
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from copydesk.config.rule_sources.built_in_rules import DeferredFunction
from copydesk.rules import Check, Range, Rule
from copydesk.support.plurals import shown_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class BadOption(ValueError):
    """A value that an option does not accept; the message says what it accepts."""


def option_type(rule: Rule, name: str) -> Any:
    """Return the type of an option: the annotation of the check, else the type of the default."""
    default = rule.options[name]
    check = rule.check.function if isinstance(rule.check, DeferredFunction) else rule.check
    return _annotations(check).get(name, Any if default is None else type(default))


@cache
def _annotations(check: Check) -> Mapping[str, Any]:
    try:
        return get_type_hints(check, include_extras=True)
    except (NameError, TypeError):  # a plugin's annotation may name what only type checkers import
        return {}


def read_option(rule: Rule, name: str, value: Any) -> Any:
    """Return the value of an option as the check expects it; lists become tuples.

    Raises:
        BadOption: the option does not accept the value.
    """
    kind = option_type(rule, name)
    try:
        return _read(value, kind)
    except _Misfit:
        raise BadOption(f"is {shown_value(value)}; it must be {_described(kind)}") from None


class _Misfit(Exception):
    """A value does not fit a type."""


def _read(value: Any, kind: Any) -> Any:
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin is Annotated:
        value = _read(value, arguments[0])
        bounds = _range(arguments)
        fits = bounds is None or bounds.least <= value <= bounds.most
    elif origin in (Union, UnionType):
        return _read_any(value, arguments)
    elif origin is Literal:
        fits = value in arguments
    elif origin is tuple:
        return _read_tuple(value, arguments)
    elif origin in (int, float):
        numbers = (int, float) if origin is float else int
        fits = isinstance(value, numbers) and not isinstance(value, bool) and abs(value) <= sys.float_info.max
    else:
        fits = not isinstance(origin, type) or isinstance(value, origin)
    if not fits:
        raise _Misfit
    return value


def _read_any(value: Any, kinds: tuple[Any, ...]) -> Any:
    for kind in kinds:
        with suppress(_Misfit):
            return _read(value, kind)
    raise _Misfit


def _read_tuple(value: Any, items: tuple[Any, ...]) -> tuple[Any, ...]:
    if isinstance(value, str) and items and items[0] is str and items[-1] is ...:
        value = (value,)  # one text alone need not stand in a list, as in all settings
    if not isinstance(value, list | tuple):
        raise _Misfit
    if not items:
        return tuple(value)
    kinds = items[:1] * len(value) if items[-1] is ... else items
    if len(kinds) != len(value):
        raise _Misfit
    return tuple(map(_read, value, kinds))


def _range(annotated: Sequence[Any]) -> Range | None:
    return next((each for each in annotated if isinstance(each, Range)), None)


def _described(kind: Any) -> str:
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin is Annotated and (bounds := _range(arguments)):
        least, most = bounds
        return f"a number {f'of {least:g} or more' if most == math.inf else f'from {least:g} to {most:g}'}"
    if origin is Annotated:
        return _described(arguments[0])
    if origin in (Union, UnionType):
        return " or ".join(map(_described, arguments))
    if origin is Literal:
        return f"one of {', '.join(map(str, arguments))}"
    if origin is tuple:
        items = arguments[0] if arguments else Any
        return (
            "a list of pairs"
            if get_origin(items) is tuple
            else "a text or a list of texts"
            if items is str
            else "a list"
        )
    names = {bool: "true or false", str: "a text", int: "a number", float: "a number", NoneType: "nothing"}
    return names.get(origin) or str(getattr(origin, "__name__", origin))


def option_schema(rule: Rule, name: str) -> dict[str, Any]:
    """Return the JSON schema of an option."""
    default = rule.options[name]
    schema = _schema(option_type(rule, name))
    return {**schema, "default": list(default) if isinstance(default, tuple) else default} if schema else {}


def _schema(kind: Any) -> dict[str, Any]:
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin is Annotated:
        ends = zip(("minimum", "maximum"), _range(arguments) or (), strict=False)
        return {**_schema(arguments[0]), **{name: end for name, end in ends if math.isfinite(end)}}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        if arguments and arguments[-1] is ...:
            several = {"type": "array", "items": _schema(arguments[0])}
            return {"anyOf": [{"type": "string"}, several]} if arguments[0] is str else several
        return {"type": "array"}
    names = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": names[origin]} if origin in names else {}
