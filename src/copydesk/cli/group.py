"""Command group: the command `copydesk` and its subcommands."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

_COMMANDS = {
    "check": "Lint files and folders.",
    "fix": "Apply the safe fixes, or show them.",
    "review": "Go through the findings one by one, and decide.",
    "compare": "Hold drafts to their sources: each quotation, date, number and name.",
    "explain": "Show a rule's page.",
    "rules": "List the rules.",
    "inspect": "Show what is read in an article: blocks, names, quotations, dates.",
    "scan": "Check the records of a collection: JSON Lines, CSV, Parquet, WARC.",
    "names": "List who is named in an archive, and how.",
    "baseline": "Keep a list of known findings, so that only new ones show.",
    "pack": "Work on packs of rules.",
    "config": "Show the settings that hold for a file.",
    "init": "Write a commented copydesk.yaml.",
    "schema": "Print the JSON schema of copydesk.yaml, of rule files or of a report.",
    "serve": "Answer LanguageTool's clients, over HTTP.",
    "mcp": "Offer agents tools: check, compare, explain.",
    "server": "Answer an editor: the language server.",
    "completion": "Print the completion script for a shell.",
    "help": "Show the help of a command.",
}


def _what_else(word: str) -> str:
    """Return what somebody may have meant by a word that is no command and like none."""
    if os.path.lexists(word):
        return f"To check this path: copydesk check {word}"
    return f"The commands are {', '.join(_COMMANDS)}. “copydesk explain {word}” prints the page of a rule."


ARGUMENTS = "copydesk.arguments"
"""The key under which a context's `meta` has the arguments of the command line."""


def _refuse_names_of_files(arguments: tuple[str, ...]) -> None:
    """Refuse an option that is also the name of a file here.

    Whoever hands on the names that it finds, such as pre-commit or xargs, would let a file that is called
    “--exclude=*.md” decide what is checked.
    """
    for each in arguments:
        if each == "--":
            return
        if each.startswith("-") and each != "-" and "\0" not in each and os.path.lexists(each):
            raise click.UsageError(
                f"“{each}” is an option, and also the name of a file here; put -- before the names of files, write"
                f" ./{each} for this one, or rename it"
            )


class _LazyGroup(click.Group):
    """A group that knows the subcommands by name, and imports one when it is called."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        given = tuple(args)  # which click uses up
        try:
            _refuse_names_of_files(given)
            context = super().make_context(info_name, args, parent, **extra)
            context.meta[ARGUMENTS] = given
            return context
        except click.UsageError:
            if "fix" in given:
                from copydesk.cli.stdin import returning_stdin

                with returning_stdin(given):
                    raise
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"copydesk.cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # imported only for such a word

            near = get_close_matches(args[0], _COMMANDS, 1)
            raise click.UsageError(
                f"There is no command “{args[0]}”. "
                + (
                    f"Did you mean “{near[0]}”?"
                    if near and not os.path.lexists(args[0])
                    else _what_else(args[0])
                ),
                ctx,
            )
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from copydesk.cli.streams import print_line
        from copydesk.support.persistence.own_metadata import own_version

        print_line(f"copydesk {own_version()}")
        ctx.exit()


def check_surroundings() -> None:
    """Raise ClickException if Python or the working folder is such that no command can work."""
    if sys.flags.optimize > 1:
        from copydesk.rules import NO_DOCSTRINGS

        raise click.ClickException(NO_DOCSTRINGS)
    try:
        os.getcwd()  # noqa: PTH109 - as in `display_path`
    except OSError as error:
        raise click.ClickException(
            f"the working folder is gone or cannot be read ({error.strerror}); change to another"
        ) from None


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    "-V",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version.",
)
@click.pass_context
def copydesk(ctx: click.Context) -> None:
    """A linter for article text: boilerplate leftovers, inconsistent names, garbled quotes, unsupported dates.

    Exit status: 0 no finding with the severity --fail-on or a higher one, 1 findings, 2 something could not be done.
    """
    if ctx.invoked_subcommand != "fix":  # which first takes the text that it must return
        check_surroundings()
