"""copydesk completion: print the script with which a shell completes commands and options."""

from __future__ import annotations

import click

from copydesk.cli.exit_codes import CLEAN
from copydesk.cli.streams import print_document


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script for SHELL.

    \b
    bash:  eval "$(copydesk completion bash)"                    in ~/.bashrc
    zsh:   eval "$(copydesk completion zsh)"                     in ~/.zshrc
    fish:  copydesk completion fish > ~/.config/fish/completions/copydesk.fish
    """  # noqa: D301 - click's mark for lines that are not to be wrapped
    from click.shell_completion import BashComplete, get_completion_class

    from copydesk.cli.group import copydesk

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(copydesk, {}, "copydesk", "_COPYDESK_COMPLETE")
    # BashComplete asks the bash at hand for its version, and there may be none where this is called.
    text = (
        script.source_template % script.source_vars() if isinstance(script, BashComplete) else script.source()
    )
    print_document(f"{text}\n")
    return CLEAN
