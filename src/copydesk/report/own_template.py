"""Own template: a report in the words of whoever runs copydesk, from a Jinja template (`--template FILE`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from copydesk.config.settings import ConfigError
from copydesk.report.base import Report
from copydesk.report.escaping import harmless, html, markdown, without_commands, xml
from copydesk.report.summary import summary
from copydesk.report.writers.json import as_dict
from copydesk.support.closest import near_path
from copydesk.support.paths import real_path

_MARKUP = (".html", ".htm", ".xml")


class _OwnFolder(FileSystemLoader):
    """Loads templates from one folder, and none that a link fetches from elsewhere."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, filename, is_fresh = super().get_source(environment, template)
        if not real_path(Path(filename)).is_relative_to(real_path(Path(self.searchpath[0]))):
            raise TemplateNotFound(
                template, f"“{template}” is a link that leads out of the template's folder"
            )
        return source, filename, is_fresh


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
    environment = SandboxedEnvironment(
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
    try:
        template = environment.get_template(file.name)
    except (OSError, UnicodeDecodeError, TemplateError) as error:
        raise ConfigError(_problem(file, error)) from None

    def write(report: Report, stream: TextIO) -> None:
        try:
            text = template.render(
                findings=[as_dict(finding) for finding in report.findings],
                summary=summary(report),
                files=report.files,
                rules=report.rules,
                circumstances=report.circumstances(),
            )
        except (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise ConfigError(_problem(file, error)) from None
        stream.write(text)

    return write


def _escaped(escape: Callable[[str], str], text: str) -> Markup:
    """Return an escaped text, which is not to be escaped again."""
    return Markup(escape(text))


def _problem(file: Path, error: Exception) -> str:
    if isinstance(error, TemplateNotFound) and error.name == file.name:
        return f"--template: {file}: there is no such file, or it cannot be read{near_path(file)}"
    line = f":{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
    return f"--template: {file}{line}: {error or type(error).__name__}"
