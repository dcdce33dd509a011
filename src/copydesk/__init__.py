"""copydesk: a linter for article text.

import copydesk

for finding in copydesk.lint("Paris in the the spring."):
    print(finding.line, finding.column, finding.rule, finding.message)

`copydesk.Desk` does more: fixes, readings, comparisons, many texts at once. docs/python.md explains it.
"""

# “python -m copydesk” imports this while the working folder is still the first in which Python looks for modules. So
# nothing is imported here but what is built into Python, neither __future__ nor typing; annotations are quoted.
import _thread
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from copydesk.findings import Finding
    from copydesk.services.collections.together.steps import CollectionSteps
    from copydesk.services.in_python.desk import Desk
    from copydesk.services.in_python.result_schema import result_schema

    __version__: str

__all__ = ["CollectionSteps", "Desk", "__version__", "lint", "result_schema"]

loading = _thread.RLock()
"""Held while modules and rules are loaded: two threads must not import them at once, and a process that is forked
meanwhile would wait for ever for what it imports.
"""

if "posix" in sys.builtin_module_names:
    from posix import register_at_fork

    register_at_fork(before=loading.acquire, after_in_parent=loading.release, after_in_child=loading.release)


def lint(
    text: str,
    *,
    path: "str | os.PathLike[str]" = "<string>",
    preset: str | None = None,
    select: "Iterable[str]" = (),
    ignore: "Iterable[str]" = (),
) -> "list[Finding]":
    """Lint one article, and return what is found, in order of place.

    No file is read and no configuration is looked for; suppressions in the text hold. The first call loads the rules.

    Args:
        text: the article.
        path: names it in findings; its suffix tells the format (".md", ".mdx", ".html"; else plain text).
        preset: "recommended", the default, or "strict" for every rule.
        select: ids and families of the only rules to run; one may be given as it is.
        ignore: ids and families of rules to leave out, likewise.

    Returns:
        Findings: rule, family, severity, message, excerpt, suggestions, and the place as `start` and `end` (offsets in
        code points) and as `line`, `column`, `end_line` and `end_column` (from 1).

    Raises:
        ValueError: there is no such rule, family or preset.
        RuntimeError: Python was told to drop docstrings, which describe the rules.
        Exception: what the program's own handler of a signal raises meanwhile, such as its time limit.
    """
    with loading:
        from copydesk.services.in_python.desk_of_lint import desk_of_lint

        desk = desk_of_lint(preset, _names("select", select), _names("ignore", ignore))
    return list(desk.check(text, path).findings)


def _names(argument: str, given: "Iterable[str]") -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,)
    if not hasattr(given, "__iter__"):
        raise ValueError(f"{argument}: {given!r} is not the name of a rule or family")
    return tuple(given)


def __getattr__(name: str) -> object:
    """Import what is public when it is first asked for: the command line needs nothing of it."""
    value: object
    if name == "__version__":
        from copydesk.support.persistence.own_metadata import own_version

        value = own_version()
    elif name == "Desk":
        with loading:
            from copydesk.services.in_python import desk

        value = desk.Desk
    elif name == "CollectionSteps":
        with loading:
            from copydesk.services.collections.together import steps

        value = steps.CollectionSteps
    elif name == "result_schema":
        with loading:
            from copydesk.services.in_python import result_schema as module

        value = module.result_schema
    else:
        raise AttributeError(f"module 'copydesk' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
