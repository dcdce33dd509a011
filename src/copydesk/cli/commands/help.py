"""copydesk help: show the help of a command, as --help does."""

from __future__ import annotations

import click

from copydesk.cli.exit_codes import CLEAN
from copydesk.cli.streams import print_lines


@click.command("help")
@click.argument("words", nargs=-1, metavar="[COMMAND]")
@click.pass_context
def command(context: click.Context, words: tuple[str, ...]) -> int:
    """Show the help of COMMAND, such as “fix” or “baseline write”; without one, the list of commands."""
    around = context.parent or context
    shown: click.Command = around.command
    for word in words:
        if not isinstance(shown, click.Group):
            raise click.UsageError(
                f"“{shown.name}” has no command “{word}”; “copydesk help {shown.name}” prints its help",
                around,
            )
        _, found, _ = shown.resolve_command(around, [word])
        assert found is not None
        shown, around = found, click.Context(found, info_name=word, parent=around)
    print_lines(shown.get_help(around).split("\n"))
    return CLEAN
