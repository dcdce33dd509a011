"""Hints: say what to type for options that other tools have, and that copydesk calls otherwise or has a command for.

Whoever uses ruff, vale, prettier or codespell types their options; “no such option” alone would send them to the
help.
"""

from __future__ import annotations

import click

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

_FILE_FORMATS = {"md": "markdown", "htm": "html", "txt": "text", "restructuredtext": "rst"}


def hint_about(error: click.ClickException) -> str:
    """Return what to type instead of what click refuses; empty if nobody knows."""
    if isinstance(error, click.NoSuchOption):
        hint = _ANYWHERE.get(error.option_name.partition("=")[0], "")
        return hint.format(paths=_paths(error.ctx)) if hint else ""
    if isinstance(error, click.BadParameter) and error.param is not None and error.param.name == "format":
        return _about_format(error.message)
    return ""


def _about_format(message: str) -> str:
    """Return what to type for a name of a format that `--format` does not know; click's message quotes it."""
    from copydesk.report import FORMATS

    given = message.partition("'")[2].partition("'")[0]
    if given.lower() in _FILE_FORMATS:
        return f"--format {_FILE_FORMATS[given.lower()]}"
    return f"--output-format {given}; --format says how files are read" if given in FORMATS else ""


def _paths(context: click.Context | None) -> str:
    """Return the paths on the command line, if click has read them before the mistake; else a name for them."""
    given = context.params.get("paths") if context else None
    return " ".join(map(str, given)) if given else "PATH"
