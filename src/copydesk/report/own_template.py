"""Own template: a report in the words of whoever runs copydesk, from a Jinja template (`--template FILE`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from copydesk.config.settings import ConfigError
from copydesk.report.base import Report
from copydesk.report.escaping import html, markdown, xml
from copydesk.report.summary import summary
from copydesk.report.writers.json import as_dict

_MARKUP = (".html", ".htm", ".xml")


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
        loader=FileSystemLoader(file.parent),
        autoescape=name.endswith(_MARKUP),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"html": html, "xml": xml, "markdown": markdown}
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
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ConfigError(_problem(file, error)) from None
        stream.write(text)

    return write


def _problem(file: Path, error: Exception) -> str:
    if isinstance(error, TemplateNotFound) and error.name == file.name:
        return f"--template: {file}: there is no such file, or it cannot be read"
    line = f":{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
    return f"--template: {file}{line}: {error or type(error).__name__}"
