"""copydesk server: the language server, which editors start."""

from __future__ import annotations

import logging
import os

import click

from copydesk.cli.exit_codes import CLEAN
from copydesk.engine.extras import install_command


@click.command("server")
@click.option(
    "--stdio", is_flag=True, help="Speak over standard input and output, as always; some editors say so."
)
def command(stdio: bool) -> int:  # noqa: ARG001 - there is no other way
    """Answer an editor that speaks the language server protocol, over standard input and output.

    Editors start it; docs/editors.md says what to write in their settings. It needs the extra copydesk[lsp].
    """
    try:
        from copydesk.services.editor.answered_requests import make_server
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise click.ClickException(
            f"the language server needs pygls, which is not installed; type: {install_command('lsp')}"
        ) from None
    from copydesk.analysis.block_texts import keep_block_texts
    from copydesk.cli.guidance.library_log import OneLine

    keep_block_texts()
    logging.lastResort = OneLine()
    # pygls closes what it speaks over; Python writes out standard output once more when it ends.
    make_server().start_io(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
    return CLEAN
