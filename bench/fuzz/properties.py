"""Properties: what must hold for any article, any folder of articles and any settings."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bench.fuzz.mutations import LARGEST, Text
from copydesk.config.plugins import PluginError
from copydesk.config.request import RunOptions
from copydesk.config.settings import ConfigError
from copydesk.findings import Finding
from copydesk.packs.rule_files import PackError
from copydesk.run.fixes.loop import fix
from copydesk.run.runner import run
from copydesk.run.session import Session

SECONDS = 1.0
"""Processor time in which an article of LARGEST code points must be checked."""

SLOW = "slow"
"""How the message of a fault of time begins."""


class Fault(AssertionError):
    """A property does not hold; the message begins with its kind."""


def endures(article: Text, folder: Path) -> None:
    """Check one article, and fix it: nothing crashes, nothing takes long, and the fixes come to an end.

    Raises:
        Fault: something of this does not hold.
    """
    file = _write(folder, [article])[0]
    findings = _checked(_session(), [file])
    source = _source(file)
    for finding in findings:
        if source is not None and source[finding.start : finding.end] != finding.excerpt:
            raise Fault(f"place: {finding.rule}: {finding.excerpt!r} does not stand at its place")
    for suggested in (False, True):
        session = _session(shows_each_fault=suggested)  # as the command does
        contents = fix(session, [file], suggested=suggested).contents
        if contents and fix(session, [file], suggested=suggested).contents:
            raise Fault(f"unsettled: fixes go on for ever (suggested={suggested})")


def is_the_same_however_run(texts: Sequence[Text], folder: Path) -> None:
    """Check several articles in one process and in two, in another order, with an empty cache and a filled one.

    Raises:
        Fault: the findings are not the same each time.
    """
    files = _write(folder, texts)
    expected = _checked(_session(), files)
    for name, session, paths in (
        ("two processes", _session(jobs=2), files),
        ("the other order", _session(), files[::-1]),
        ("an empty cache", _session(use_cache=True), files),
        ("a filled cache", _session(use_cache=True), files),
    ):
        found = list(run(session, paths).findings)
        if found != expected:
            different = sorted({each.rule for each in {*found} ^ {*expected}})
            raise Fault(f"different: with {name}: {', '.join(different)}")


def is_understood_or_refused(settings: Text, folder: Path) -> None:
    """Use a text as settings, and as a rule file: it works, or an error says what is wrong with it.

    Raises:
        Fault: it took too long.
        Exception: any other error than those that tell of a wrong setting.
    """
    (article,) = _write(folder, [Text(".txt", "In the the spring Ines Okafor came to Aldery.\n")])
    rules = folder / "rules" / "house"
    rules.mkdir(parents=True, exist_ok=True)
    for name, extra in (("copydesk.yaml", None), ("rules/house/some-rule.yaml", "packs: [rules]\n")):
        for old in (folder / "copydesk.yaml", rules / "some-rule.yaml"):
            old.unlink(missing_ok=True)
        (folder / name).write_bytes(settings.data())
        if extra:
            (folder / "copydesk.yaml").write_text(extra, "utf-8")
        started = time.process_time()
        with suppress(ConfigError, PackError, PluginError):
            run(_session(isolated=False), [article])
        _in_time(started, name)


def _session(
    *, jobs: int = 1, use_cache: bool = False, isolated: bool = True, shows_each_fault: bool = False
) -> Session:
    return Session(
        RunOptions(isolated=isolated, jobs=jobs, use_cache=use_cache, shows_each_fault=shows_each_fault)
    )


def _write(folder: Path, texts: Sequence[Text]) -> list[Path]:
    """Write the texts to files in an empty folder (an absolute path)."""
    for old in folder.rglob("*"):
        if old.is_file():
            old.unlink()
    files = [folder / f"{number}{text.suffix}" for number, text in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text.data())
    return files


def _checked(session: Session, files: Sequence[Path]) -> list[Finding]:
    started = time.process_time()
    findings = list(run(session, files).findings)
    _in_time(started, "checking", len(files))
    for finding in findings:
        if finding.is_failure and finding.rule != "unreadable-file":
            raise Fault(f"failure: {finding.rule}: {finding.message}")
    return findings


def _in_time(started: float, what: str, articles: int = 1) -> None:
    took = time.process_time() - started
    most = SECONDS * articles
    if took > most:
        raise Fault(f"{SLOW}: {what} took more than {most:g} s for {articles} × {LARGEST:,} code points")


def _source(file: Path) -> str | None:
    """Return the text that the offsets of findings count in; None if the file is no text."""
    try:
        return Session(RunOptions(isolated=True)).read(Path(os.path.abspath(file)))[0].file_text.text
    except ValueError:
        return None
