"""Outputs: write reports to standard output and to files, in the chosen formats."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from copydesk import report as built_in_reporters
from copydesk.cli.output_files import (
    is_report_file,
    is_stream,
    place_of,
    refuse_report_file,
    write_report_file,
)
from copydesk.cli.streams import documents, errors, output
from copydesk.config.settings import nearest
from copydesk.report import FOR_PEOPLE
from copydesk.report.base import Circumstances, Report, Reporter
from copydesk.run.discovery import is_article_below
from copydesk.support import limits
from copydesk.support.lazy import LazyMapping
from copydesk.support.paths import display_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

    from copydesk.document import Document
    from copydesk.rules import Rule
    from copydesk.run.result import RunResult
    from copydesk.run.session import Session


class Output(NamedTuple):
    """A format, which writes the report of a command, and the file that it is written to; None for standard output, in
    the terminal's encoding for people.

    By `rules`, the ids of all rules, an earlier report in the file is recognised.
    """

    write: Callable[[Any, TextIO], None]
    file: Path | None
    is_for_people: bool
    rules: Container[str] = ()


# A file's name may hold bytes that are no text; they must not stop a report.
_ERRORS = "backslashreplace"


def outputs_of(
    formats: tuple[str, ...],
    session: Session,
    baseline: Path | None = None,
    template: Path | None = None,
    offered: Mapping[str, Callable[[Any, TextIO], None]] | None = None,
) -> list[Output]:
    """Return the formats that are given as NAME or NAME=FILE, and the report by a template, on standard output.

    `baseline` is the list that the run reads; `offered` are the formats to choose from, those of findings unless given.

    Raises ConfigError if the template cannot be used, UsageError if a format does not exist, or if two would be written
    to the same place, and ClickException if a report would take the place of something else.
    """
    reporters = offered or _reporters(session)
    outputs: list[Output] = []
    for wanted in formats:
        name, _, file = wanted.partition("=")
        refuse_unknown(name, reporters)
        rules = session.known_rules(Path(file).absolute()) if file else ()
        outputs.append(Output(reporters[name], Path(file) if file else None, name in FOR_PEOPLE, rules))
    if template:
        from copydesk.report.own_template import template_writer

        outputs.append(Output(template_writer(template), None, is_for_people=False))
        formats = ("--template", *formats)
    refuse_shared(formats)
    for _, place, _, rules in outputs:
        if place:
            settings = session.config.settings_for(place.absolute())
            read = (settings.file, settings.accept, session.options.config, baseline)
            refuse_report_file(place, read, rules)
    return outputs


def _reporters(session: Session) -> Mapping[str, Reporter]:
    """Return the formats of findings by name, those of plugins too."""
    if not session.config.may_have_plugins:
        return built_in_reporters.copydesk_reporters()
    from copydesk.hookspecs import hookimpl

    hookimpl(built_in_reporters.copydesk_reporters)
    manager = session.config.manager
    manager.register(built_in_reporters)
    return {name: write for each in manager.hook.copydesk_reporters() for name, write in each.items()}


def refuse_unknown(name: str, known: Collection[str]) -> None:
    """Refuse the name of a format that does not exist.

    Raises UsageError.
    """
    if name not in known:
        hint = nearest(name, list(known)) or f"; there are {', '.join(sorted(known))}"
        if (suffix := Path(name).suffix[1:]) in known:
            hint = f"; to write a file: --output-format {suffix}={name}"
        raise click.UsageError(f"--output-format: there is no format “{name}”{hint}")


def refuse_shared(formats: tuple[str, ...]) -> None:
    """Refuse formats, given as NAME or NAME=FILE, of which two would be written to the same place.

    Raises UsageError.
    """
    places: dict[object, list[tuple[str, str]]] = {}
    for name, _, file in (wanted.partition("=") for wanted in formats):
        if file != os.devnull:
            places.setdefault(place_of(Path(file) if file else None), []).append((name, file))
    for shared in places.values():
        if len(shared) > 1:
            names, files = zip(*shared, strict=True)
            where = f"in {files[-1]}" if files[-1] else "on standard output"
            raise click.UsageError(
                f"--output-format: {' and '.join(names)} would run together {where};"
                f" give each a file of its own, such as --output-format {names[-1]}=FILE"
            )


def report_of(
    session: Session,
    result: RunResult,
    *,
    quiet: bool,
    left_out: str = "",
    left_out_beside: str = "",
    again: str = "",
    mended: Iterable[str] = (),
    link_template: str = "",
) -> Report:
    """Return the result of a run in the form that output formats need."""
    config = session.config

    def documents(path: str) -> Sequence[Document]:
        try:
            with limits.reading():
                return session.reread(Path(os.path.abspath(path)))
        except (OSError, ValueError):
            return ()

    def source(path: str) -> str | None:
        read = documents(path)
        return read[0].file_text.text if read else None

    def rules() -> dict[str, Rule]:
        from copydesk.engine.failures import ENGINE_RULES

        rule_sets = {id(rules): rules for rules in map(config.rules_for, result.paths.values())}
        ran = {rule.id: rule for each in rule_sets.values() for rule in each.rules}
        return {rule.id: rule for rule in ENGINE_RULES} | ran

    return Report(
        findings=result.findings,
        files=len(result.paths),
        rules=LazyMapping(rules),
        source=source,
        quiet=quiet,
        outcomes=result.outcomes,
        anchors=anchors_of(session, result),
        left_out=left_out,
        left_out_beside=left_out_beside,
        again=again,
        mended=frozenset(mended),
        named=session.options.choices.named,
        documents=documents,
        circumstances=lambda: circumstances(session, result.paths.values()),
        link_template=link_template,
    )


def circumstances(session: Session, files: Iterable[Path]) -> Circumstances:
    """Return how a report on these files comes about."""
    import shlex

    from copydesk.support.persistence.own_metadata import own_version

    settings = {session.config.settings_for(file).file for file in files}
    return Circumstances(
        own_version(),
        shlex.join(["copydesk", *sys.argv[1:]]),
        _now(),
        tuple(sorted(display_path(file) for file in settings if file)),
    )


def _now() -> str:
    """Return the time here; in UTC if the time zone of the surroundings is a day or more from it, which TZ may say."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    with suppress(ValueError):
        now = now.astimezone()
    return now.isoformat(sep=" ", timespec="minutes")


def anchors_of(session: Session, result: RunResult) -> Mapping[str, str]:
    """Return, by path, the name of each file in ids."""
    return LazyMapping(
        lambda: {path: session.config.project_path(file) for path, file in result.paths.items()}
    )


def write_report(outputs: list[Output], report: Any, *, err: bool = False) -> None:
    """Write the report in every format: to its file, or else to standard output or, with `err`, to standard error.

    Raises at the end ClickException if a file could not be written, OutputLost if standard output could not.
    """
    failed = []
    for write, file, is_for_people, rules in outputs:
        if file is None:
            with errors() if err else output() if is_for_people else documents() as stream:
                write(report, stream)
        else:
            try:
                _write_file(write, file, report, rules)
            except click.ClickException as error:
                failed.append(error.message)
    if failed:
        raise click.ClickException("\n".join(failed))


def written_notes(outputs: Sequence[Output], paths: Iterable[Path]) -> Iterator[str]:
    """Yield a line for each report that was written to a file, and whether the next run over these paths checks it: one
    in a format of our own is known as a report.
    """
    folders = [Path(os.path.abspath(path)) for path in paths if os.path.isdir(path)]  # noqa: PTH112 - which never raises
    for _, file, _, rules in outputs:
        if file is None or is_stream(file):
            continue
        absolute = Path(os.path.abspath(file))
        is_checked = any(
            absolute.is_relative_to(top) and is_article_below(top, absolute) for top in folders
        ) and not is_report_file(file, rules)
        hint = (
            "; the next run checks it as an article: name a file elsewhere, or exclude it"
            if is_checked
            else ""
        )
        yield f"copydesk: report written to {file}{hint}"


def _write_file(write: Callable[..., None], file: Path, report: Any, rules: Container[str]) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors=_ERRORS, newline="\n")
    write(report, stream)
    stream.seek(0)
    try:
        write_report_file(file, stream.detach().read(), rules)
    except OSError as error:
        raise click.ClickException(
            f"{file}: the report could not be written: {error.strerror or error}"
        ) from None
