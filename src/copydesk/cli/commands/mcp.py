"""copydesk mcp: tools for agents, over the model context protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copydesk.cli.exit_codes import CLEAN, usage_errors
from copydesk.cli.options import own_configuration
from copydesk.cli.stdin import refuse_closed_stdin
from copydesk.engine.extras import install_command

if TYPE_CHECKING:
    from pathlib import Path


@click.command("mcp")
@own_configuration
def command(config: Path | None) -> int:
    """Offer agents the tools check, compare and explain, over standard input and output.

    Programs that write copy start it; docs/agents.md says what to write in their settings. It needs the extra
    copydesk[mcp], and reads and writes no article.
    """
    try:
        import mcp.server.mcpserver  # noqa: F401 - whether it is there
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("mcp"):
            raise
        raise click.ClickException(
            f"this needs the package mcp, version 2 or later, which is not installed; type: {install_command('mcp')}"
        ) from None
    from copydesk.services.agents.stdio import serve
    from copydesk.services.agents.tools import make_server
    from copydesk.services.in_python.desk import Desk

    with usage_errors():
        server = make_server(Desk(config))
    refuse_closed_stdin("copydesk mcp")
    serve(server)
    return CLEAN
