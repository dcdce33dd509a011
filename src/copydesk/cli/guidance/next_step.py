"""Next step: the command that mends what a check has found, with the same paths and options, ready to be pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = frozenset(
    {
        *("paths", "preset", "select", "extend_select", "ignore", "config", "isolated", "plugins"),
        *("exclude", "extend_exclude", "force_exclude", "allowed", "format", "max_file_size"),
        *("against", "baseline", "stdin_filename"),
    }
)
"""The parameters of `check` that `fix` has too, and that decide what is fixed."""

_NAMES = frozenset({"select", "extend_select", "ignore", "exclude", "extend_exclude"})
"""Options with several values that commas part."""


def arguments_for_fix() -> str:
    """Return the arguments of the running command that `copydesk fix` takes too, as a shell reads them, behind a space;
    empty if there are none.
    """
    context = click.get_current_context(silent=True)
    if context is None:
        return ""
    given = [
        each
        for each in context.command.params
        if each.name in SHARED and context.get_parameter_source(each.name) is ParameterSource.COMMANDLINE
    ]
    options = (word for each in given if each.name != "paths" for word in _words(each, context))
    paths = [str(path) for path in context.params.get("paths", ())]
    words = [
        *options,
        *(["--"] if any(path.startswith("-") and path != "-" for path in paths) else ()),
        *paths,
    ]
    if not all(map(str.isprintable, words)):
        return " …"  # a line feed cannot be shown, and another name would be another file's
    import shlex

    return "".join(f" {shlex.quote(word)}" for word in words)


def _words(parameter: click.Parameter, context: click.Context) -> Iterator[str]:
    """Yield the words with which an option was given."""
    name, value = parameter.opts[0], context.params[parameter.name or ""]
    if isinstance(parameter, click.Option) and parameter.is_flag:
        yield name
    elif parameter.name in _NAMES:
        yield from (name, ",".join(map(str, value)))
    else:
        for each in value if parameter.multiple else (value,):
            yield from (name, _shown(each))


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
