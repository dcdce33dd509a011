"""Own template: a report in the words of whoever runs copydesk, from a Jinja template (`--template FILE`)."""

from __future__ import annotations

from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from copydesk.config.settings import ConfigError
from copydesk.report.escaping import harmless, html, markdown, without_commands, xml
from copydesk.report.summary import summary
from copydesk.report.writers.json import as_dict
from copydesk.support.closest import near_path
from copydesk.support.limits import OverTime, TooLarge, limited_memory, read_bounded, reading
from copydesk.support.paths import real_path
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from copydesk.report.base import Report

_MARKUP = (".html", ".htm", ".xml")
_LARGEST = 1.0
"""Megabytes of a template."""
_LONGEST = 100_000_000
_WIDEST = 1_000_000
_WIDTH = compile_later(r"\d{6}|(?:%|% |[-+#0])\*(?=[.\w])")
"""A width of a hundred thousand or more in a format, or one that a value gives: %999999d, %-*s."""
_FORMATTING = ("format", "format_map")
_FILLING_METHODS = frozenset("center expandtabs format format_map ljust rjust zfill".split())
_FILLING_FILTERS = ("batch", "center", "format", "indent", "round", "slice", "tojson", "wordwrap")
_MEMORY = 1_000
"""Megabytes that filling a template may take."""


class _OwnFolder(FileSystemLoader):
    """Loads templates from one folder, and none that a link fetches from elsewhere."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        folder = Path(self.searchpath[0])
        file = folder.joinpath(*split_template_path(template))
        if not file.exists():
            raise TemplateNotFound(template)
        if not real_path(file).is_relative_to(real_path(folder)):
            raise TemplateNotFound(
                template, f"“{template}” is a link that leads out of the template's folder"
            )
        return read_bounded(file, _LARGEST).decode(), str(file), lambda: True


class _Bounded(SandboxedEnvironment):
    """Runs templates that make no text without an end."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what would make a very long text, or a very large number, of a few signs."""
        lengths = [len(each) for each in (left, right) if isinstance(each, str | bytes | list | tuple)]
        numbers = [abs(each) for each in (left, right) if isinstance(each, int)]
        is_large = {
            "*": any(length * number > _LONGEST for length in lengths for number in numbers),
            "**": len(numbers) > 1 and numbers[0].bit_length() * numbers[1] > _LONGEST,
            "%": isinstance(left, str) and _WIDTH.search(left) is not None,
        }
        if is_large[operator]:
            raise OverflowError(f"“{operator}” would make a text of more than {_LONGEST:,} characters")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, called: Any, *values: Any, **named: Any) -> Any:
        """Call what a template calls; refuse what would fill a text up to a great width."""
        name = getattr(called, "__name__", "")
        if isinstance(text := getattr(called, "__self__", None), str) and name in _FILLING_METHODS:
            _check_width(name, text, *values, *named.values())
        return super().call(context, called, *values, **named)


def _bounded(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses to fill a text up to a great width."""

    @wraps(work)
    def bounded(*values: Any, **named: Any) -> Any:
        _check_width(name, *values, *named.values())
        return work(*values, **named)

    return bounded


def _check_width(name: str, *values: Any) -> None:
    """Raise OverflowError if a number is a width that no report has, or if a text to be filled in names one."""
    if any(
        abs(value) > _WIDEST
        if isinstance(value, int | float)
        else name in _FORMATTING and isinstance(value, str) and _WIDTH.search(value)
        for value in values
    ):
        raise OverflowError(f"“{name}” would make a text of more than {_LONGEST:,} characters")


def _obeyed_by_nobody(value: Any) -> Any:
    """Return a value for a template so that no terminal and no log obeys a text in it."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return without_commands(harmless(value))


def template_writer(file: Path) -> Callable[[Report, TextIO], None]:
    """Return what writes a report by a template.

    The template gets `findings` (each as in the format json), `summary`, `files` (a number), `rules` (by id) and
    `circumstances`; `{{ text | html }}`, `| xml` and `| markdown` escape a text. In a template for HTML or XML (by its
    file's suffix, a last `.j2` aside) every text is escaped. It cannot run code, and includes only files of its folder.

    Raises:
        ConfigError: the template cannot be read, or is not one; what it does not find is told when it is filled.
    """
    name = file.name.removesuffix(".j2")
    environment = _Bounded(
        loader=_OwnFolder(file.parent),
        autoescape=name.endswith(_MARKUP),
        finalize=_obeyed_by_nobody,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        name: partial(_escaped, escape)
        for name, escape in (("html", html), ("xml", xml), ("markdown", markdown))
    }
    environment.filters |= {name: _bounded(name, environment.filters[name]) for name in _FILLING_FILTERS}
    try:
        template = environment.get_template(file.name)
    except (OSError, UnicodeDecodeError, TooLarge, TemplateError) as error:
        raise ConfigError(_problem(file, error)) from None

    def write(report: Report, stream: TextIO) -> None:
        try:
            with reading(), limited_memory(_MEMORY):
                text = _whole(
                    template.generate(
                        findings=[as_dict(finding) for finding in report.findings],
                        summary=summary(report),
                        files=report.files,
                        rules=report.rules,
                        circumstances=report.circumstances(),
                    )
                )
        except OverTime:
            raise ConfigError(f"--template: {file}: filling it takes too long") from None
        except MemoryError:
            raise ConfigError(f"--template: {file}: filling it takes too much memory") from None
        except (
            TemplateError,
            ArithmeticError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
            OSError,
        ) as error:
            raise ConfigError(_problem(file, error)) from None
        stream.write(text)

    return write


def _whole(pieces: Iterable[str]) -> str:
    """Return a text of its pieces.

    Raises:
        OverflowError: it is very long.
    """
    parts, length = [], 0
    for piece in pieces:
        parts.append(piece)
        length += len(piece)
        if length > _LONGEST:
            raise OverflowError(f"it makes a report of more than {_LONGEST:,} characters")
    return "".join(parts)


def _escaped(escape: Callable[[str], str], text: str) -> Markup:
    """Return an escaped text, which is not to be escaped again."""
    return Markup(escape(text))


def _problem(file: Path, error: Exception) -> str:
    if isinstance(error, TemplateNotFound) and error.name == file.name:
        return f"--template: {file}: there is no such file, or it cannot be read{near_path(file)}"
    line = f":{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return f"--template: {file}{line}: {reason or type(error).__name__}"
