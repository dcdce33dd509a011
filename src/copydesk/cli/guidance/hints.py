"""Hints: say what to type for options that other tools have, and that copydesk calls otherwise or has a command for.

Whoever uses ruff, vale, prettier or codespell types their options; “no such option” alone would send them to the
help.
"""

from __future__ import annotations

import click

from copydesk.support.closest import closest, near_path
from copydesk.support.patterns import compile_later

_ANYWHERE = {
    "--fix": "“copydesk fix {paths}” mends what is safe to mend; with --diff it only shows it",
    "--write": "“copydesk fix {paths}” writes the fixes",
    "--diff": "“copydesk fix --diff {paths}” shows the fixes as a diff",
    "--dry-run": "“copydesk fix --diff” shows the fixes and writes nothing",
    "--check": "“copydesk check” writes nothing; “copydesk fix --diff” shows what would be fixed",
    "--unsafe-fixes": "“copydesk fix --suggested” applies suggestions too",
    "--suggested": "it belongs to “copydesk fix”",
    "--yes": "no command asks for a confirmation; “copydesk fix” writes at once",
    "--force": "no command asks for a confirmation",
    "--sort": "reports are sorted by file and place; --group-by rule puts the findings of a rule together",
    "--json": "--output-format json",
    "--html": "--output-format html=report.html, or --open, which shows it in the browser",
    "--sarif": "--output-format sarif=copydesk.sarif",
    "--report": "--output-format NAME=FILE writes a report to a file",
    "--reporter": "--output-format NAME",
    "--formatter": "--output-format NAME",
    "--output": "--output-format NAME=FILE writes a report to a file",
    "--output-file": "--output-format NAME=FILE writes a report to a file",
    "--add-noqa": "--add-suppressions",
    "--noqa": "--add-suppressions",
    "--disable": "--ignore RULE",
    "--enable": "--extend-select RULE",
    "--rule": "--select RULE",
    "--rules": "“copydesk rules” lists the rules; --select RULE runs only some",
    "--only": "--select RULE",
    "--skip": "--ignore RULE leaves out a rule, --exclude PATTERN files",
    "--extend-ignore": "--ignore RULE, which may be repeated",
    "--level": "--fail-on LEVEL sets when a run fails, --severity RULE=LEVEL how severe a rule is",
    "--min-severity": "--fail-on LEVEL",
    "--strict": "--preset strict",
    "--all": "--preset strict runs all rules; “copydesk explain --all” prints the pages of all",
    "--since": "--diff-base REV",
    "--changed": "--diff-base REV, or --staged for the next commit",
    "--diff-filter": "--diff-base REV",
    "--summary": "--statistics",
    "--stats": "--statistics",
    "--count": "--statistics",
    "--max-warnings": "--fail-on error lets warnings pass",
    "--no-color": "--color never",
    "--no-colour": "--color never",
    "--colour": "--color",
    "--silent": "--quiet",
    "--recursive": "folders are always checked with all that is in them",
    "-r": "folders are always checked with all that is in them",
    "--stdin": "“-” in the place of a path reads standard input; --stdin-filename NAME gives it a name",
    "--stdin-file-path": "--stdin-filename NAME",
    "--ext": "--exclude PATTERN leaves out files; --format reads files as a format whatever their suffixes",
    "--glob": "--exclude PATTERN leaves out files; name the others",
    "--language": "the language is detected for each article",
    "--lang": "the language is detected for each article",
    "--source": "--against PATH, or “copydesk compare DRAFT --with PATH”",
    "--with": "“copydesk compare DRAFT --with PATH” lists the outcome of each passage; “check” has --against PATH",
    "--parallel": "--jobs N",
    "-j": "--jobs N",
    "--clear-cache": "--no-cache checks every file again",
    "--debug": "COPYDESK_DEBUG=1 in the environment shows where copydesk failed",
    "--init": "“copydesk init”",
    "--explain": "“copydesk explain RULE”",
    "--list-rules": "“copydesk rules”",
    "--show-source": "--output-format full, which is the default, shows the line of each finding",
    "--show-config": "“copydesk config show FILE”",
    "--show-settings": "“copydesk config show FILE”",
    "--print-config": "“copydesk config show FILE”",
}
"""By option: what to type in its place, or why there is no need."""

_OF_COMMANDS = {
    "compare": {
        "--against": "--with PATH",
        "--source": "--with PATH",
        "--select": "it lists what differs, and runs no rules; “copydesk check --select RULE --against PATH” runs some",
        "--suggested": "“copydesk fix --suggested --against PATH” writes the source's spelling of names",
    },
    "check": {"--version": "“copydesk --version”"},
    "config show": {
        "--output-format": "the settings are printed as text only; leave it out",
        "-o": "the settings are printed as text only; leave it out",
        "--json": "the settings are printed as text only; leave it out",
    },
    "copydesk": {
        "-v": "-V or --version for the version; “copydesk check --verbose” says which files are checked",
    },
}
"""By command, by option: the same, where it holds for this command only."""

_OF_STATUS = "it only decides how “copydesk check” and “copydesk fix” end; leave it out"
_OF_ARTICLES = "this command reads no article; leave it out"
_NOT_HERE = {
    "--fail-on": _OF_STATUS,
    "--severity": "a list of findings holds no severities; leave it out",
    "--format": _OF_ARTICLES,
    "--max-file-size": _OF_ARTICLES,
}
"""By option: why commands that might have it do without."""

_FILE_FORMATS = {"md": "markdown", "htm": "html", "txt": "text", "restructuredtext": "rst"}
_OTHER_WORDS = {
    "no": "never",
    "yes": "always",
    "on": "always",
    "off": "never",
    "note": "info",
    "hint": "info",
}
_QUOTED = compile_later(r"['“]([^'”]*)['”]")


def hint_about(error: click.ClickException) -> str:
    """Return what to type instead of what click refuses; empty if nobody knows."""
    if isinstance(error, click.NoSuchOption):
        return _about_option(error)
    if isinstance(error, click.BadParameter) and error.param is not None:
        given = _QUOTED.search(error.message)
        if error.param.name == "format" and (hint := _about_format(given[1] if given else "")):
            return hint
        if isinstance(error.param.type, click.Choice) and given:
            return _about_choice(given[1], [str(each) for each in error.param.type.choices])
        if isinstance(error.param.type, click.Path) and given:
            return near_path(given[1]).removeprefix("; ")
    return ""


def command_path(context: click.Context | None) -> str:
    """Return the words that call a command, without “copydesk”; “copydesk” for the program itself."""
    words = context.command_path.split()[1:] if context else []
    return " ".join(words) or "copydesk"


def _about_option(error: click.NoSuchOption) -> str:
    """Return what to type for an option that a command does not have."""
    wanted = error.option_name.partition("=")[0]
    command = error.ctx.command if error.ctx else None
    own = {name for each in command.params for name in each.opts} if command else set()
    hint = _OF_COMMANDS.get(command_path(error.ctx), {}).get(wanted, "")
    if hint:
        return hint
    hint = _ANYWHERE.get(wanted, "").format(paths=_paths(error.ctx))
    named = hint.partition(" ")[0].partition(",")[0]
    if hint and (not named.startswith("--") or named in own):
        return hint
    if wanted in _NOT_HERE and wanted not in own:
        return _NOT_HERE[wanted]
    sought = named if hint else wanted
    if owners := _commands_with(sought):
        commands = " and ".join(f"“copydesk {each}”" for each in owners[:2])
        return f"{commands} {'has' if len(owners) == 1 else 'have'} {hint or sought}"
    near = closest(wanted, sorted(name for name in own if name.startswith("--")))
    return f"did you mean {near}?" if near else ""


def _commands_with(option: str) -> list[str]:
    """Return the commands that have an option."""
    from copydesk.cli.group import copydesk

    context = click.Context(copydesk, info_name="copydesk")
    commands = ((name, copydesk.get_command(context, name)) for name in copydesk.list_commands(context))
    return [name for name, each in commands if each and any(option in known.opts for known in each.params)]


def _about_choice(given: str, choices: list[str]) -> str:
    """Return the choice that somebody may have meant."""
    other = _OTHER_WORDS.get(given.lower(), "")
    near = other if other in choices else closest(given.lower(), choices)
    return f"did you mean “{near}”?" if near else ""


def _about_format(given: str) -> str:
    """Return what to type for a name of a format that `--format` does not know."""
    from copydesk.report import FORMATS

    if given.lower() in _FILE_FORMATS:
        return f"--format {_FILE_FORMATS[given.lower()]}"
    return f"--output-format {given}; --format says how files are read" if given in FORMATS else ""


def _paths(context: click.Context | None) -> str:
    """Return the paths on the command line, if click has read them before the mistake; else a name for them."""
    given = context.params.get("paths") if context else None
    return " ".join(map(str, given)) if given else "PATH"
