"""Render: fill the templates of the page."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copydesk.report.escaping import html
from copydesk.report.html_page.overview import article_entries, facets, files_worst_first, views
from copydesk.report.recognition import seal
from copydesk.report.summary import sources_line, summary
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.report.base import Report

_PARTS_OF_PATH = compile_later(r"[^/._-]*[/._-]*", re.DOTALL)


def render(report: Report, stream: TextIO) -> None:
    """Write the page."""
    files = files_worst_first(report.findings)
    found = {each.rule for each in report.findings}
    write_page(
        stream,
        "page.html",
        ("page.css",),
        summary=summary(report._replace(left_out="", outcomes={}) if report.files else report),
        notes=list(_notes(report)),
        circumstances=report.circumstances(),
        facets=facets(report.findings),
        files=files,
        findings=len(report.findings),
        articles_in=lambda entry: article_entries(report, entry),
        clean=sorted(report.anchors.keys() - {each.path for each in report.findings}),
        views=views(report, files),
        failures=[each for each in report.findings if each.is_failure],
        rules=[rule for name, rule in sorted(report.rules.items()) if name in found],
    )


def _notes(report: Report) -> Iterator[str]:
    """Yield what the head says in smaller letters."""
    if report.left_out and report.files:
        yield report.left_out
    if report.outcomes:
        yield sources_line(report.outcomes)


def write_page(stream: TextIO, template: str, styles: Sequence[str], **values: Any) -> None:
    """Fill a template with values, style sheets and the script, and write the page with its seal."""
    environment = _environment()
    style = Markup("").join(_asset(environment, name) for name in styles)
    script = _asset(environment, "page.js")
    page = environment.get_template(template).stream(
        style=style, script=script, style_hash=_hash(style), script_hash=_hash(script), **values
    )
    page.enable_buffering(50)
    digest = hashlib.sha256()
    for part in page:
        digest.update(part.encode())
        stream.write(part)
    stream.write(seal(digest.hexdigest()))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.report.html_page"),
        autoescape=True,
        finalize=_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["text"] = _text
    environment.filters["prose"] = _prose
    environment.filters["path"] = _path
    return environment


def _escaped(value: Any) -> Any:
    """Return a value for the page, escaped by the one function that all HTML goes through."""
    return value if isinstance(value, Markup) else _markup(str(value))


@lru_cache(maxsize=10_000)
def _markup(text: str) -> Markup:
    """Return an escaped text: names of rules, severities and files return on every card."""
    return Markup(html(text))


def _text(value: str) -> Markup:
    """Return text of an article, of which the line ends count: at the start of a line a log obeys “::”."""
    lines = (html(line).replace("::", "&#58;&#58;") for line in value.splitlines())
    return Markup("\n".join(lines))


def _path(value: str) -> Markup:
    """Return a path that breaks behind its signs, and not in the middle of a word."""
    return Markup("<wbr>").join(_markup(part) for part in _PARTS_OF_PATH.findall(value) if part)


def _prose(value: str) -> Markup:
    """Return a sentence of ours, with what stands between backticks as code that no line break parts."""
    parts = value.split("`")
    if len(parts) % 2 == 0:
        return _markup(value)
    code = Markup('<code class="command">{}</code>')
    return Markup("").join(
        code.format(_markup(part)) if number % 2 else _markup(part) for number, part in enumerate(parts)
    )


def _asset(environment: Environment, name: str) -> Markup:
    """Return a style sheet or a script, which stand in the page as they are."""
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])


def _hash(content: Markup) -> str:
    """Return what a Content Security Policy names an inline style sheet or script by (CSP Level 3, 2.3.1)."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
