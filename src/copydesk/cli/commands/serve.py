"""copydesk serve: answer LanguageTool's clients over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copydesk.cli.exit_codes import CLEAN, INTERRUPTED, usage_errors
from copydesk.cli.guidance.number_options import WholeNumber
from copydesk.cli.options import own_configuration, preset, rules_option
from copydesk.cli.streams import print_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PORT = 8081
"""The one at which LanguageTool's own programs look for a server on the same machine."""


def _origins(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    from copydesk.services.languagetool.origins import origin_of

    return _each(origin_of, values)


def _names(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from copydesk.services.languagetool.origins import host_name

    return _each(host_name, values)


def _each(read: Callable[[str], str], values: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is read of each value; raises BadParameter for one that would never match a request."""
    try:
        return tuple(map(read, values))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="Where to listen; by default only programs on this machine can ask.",
)
@click.option(
    "--port",
    default=_PORT,
    type=WholeNumber(0, 65_535),
    metavar="N",
    help=f"The port, {_PORT} by default; 0 for any that is free.",
)
@own_configuration
@preset
@rules_option("--select", "Run only these rules or families.")
@rules_option("--ignore", "Do not run these rules or families.")
@click.option(
    "--max-characters",
    default=200_000,
    type=WholeNumber(1, 2_000_000),
    metavar="N",
    help="The length of the longest text that is checked: 200,000 by default, 2,000,000 at most.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    callback=_origins,
    metavar="URL",
    help="A site whose pages may ask, such as https://cms.example.org; may be repeated.",
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    callback=_names,
    metavar="NAME",
    help="A further name by which this server may be called; may be repeated.",
)
def command(
    host: str,
    port: int,
    config: Path | None,
    preset: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    max_characters: int,
    origins: tuple[str, ...],
    names: tuple[str, ...],
) -> int:
    """Answer programs that speak with LanguageTool: browser add-ons, LibreOffice, Obsidian, LTeX.

    Give them the address that is printed. Ctrl-C ends it. No file is read for a request, and nothing is written.
    """
    # Imported only where it is asked for.
    from copydesk.services.in_python.desk import Desk
    from copydesk.services.languagetool.answers import Answers
    from copydesk.services.languagetool.origins import Origins
    from copydesk.services.languagetool.web_server import WebServer

    with usage_errors():
        desk = Desk(config, preset=preset, select=select, ignore=ignore)
        desk.check(
            "“We will go,” said Ines Okafor of Aldery on 3 May 2001."
        )  # the first request need not wait
    try:
        server = WebServer(
            host, port, Answers(desk, max_characters), Origins(host, names, origins), max_characters
        )
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}, port {port}: {error.strerror or error}; choose another with --port or --host"
        ) from None
    with server:
        print_line(f"copydesk answers at {server.address}/v2 (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return INTERRUPTED
    return CLEAN
