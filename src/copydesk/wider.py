"""What only several files together show: rules of the scopes "story" and "run", and articles held to their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk import limits
from copydesk.cache import Cache, fingerprint
from copydesk.desk import NOT_CHECKED, Desk
from copydesk.findings import Finding, Flag
from copydesk.gitignore import PathPatterns
from copydesk.linter import Result, unsaid

if TYPE_CHECKING:  # what compares articles is imported when there is something to compare
    from copydesk.sources import Declared
    from copydesk.stories import Story


class Wider(NamedTuple):
    """What came of a run's files together: findings, and how many quotations and dates match their source or differ."""

    findings: tuple[Finding, ...]
    outcomes: Mapping[str, int]


class _Held(NamedTuple):
    stories: list[Story]
    findings: list[Finding]
    outcomes: Counter[str]
    files: tuple[Path, ...]


def wider_findings(desk: Desk, files: Mapping[str, Path], results: Sequence[Result]) -> Wider:
    """What rules say that see several files; `files` by the path that findings show."""
    if desk.alone and not any(len(result.facts) for result in results):
        return Wider((), {})
    sources = {path: _sources(desk, file) for path, file in files.items()}
    key = _key(desk, results, sources)
    kept = Cache()
    if key and (known := kept.find([key])):
        result = known[key]
        if all(_digest(Path(file)) == digest for file, digest in result.facts["sources"].items()):
            return Wider(result.findings, result.facts["outcomes"])
    from copydesk.stories import wider_flags

    held = _hold(desk, files, sources, results)
    rules = {rule.id: rule for file in files.values() for rule in desk.plan(file).rules if rule.gather}
    flagged = wider_flags(results, rules.values(), held.stories) if rules else {}
    said = {result.path: result.findings for result in results}
    findings = [
        *held.findings,
        *(
            each
            for path, flags in flagged.items()
            for each in desk.locate(files[path], unsaid(flags, said[path]))
        ),
    ]
    outcomes = dict(held.outcomes)
    facts = {"sources": {str(file): _digest(file) for file in held.files}, "outcomes": outcomes}
    kept.add(Result("", tuple(findings), facts, key))
    kept.flush()
    return Wider(tuple(findings), outcomes)


def _sources(desk: Desk, file: Path) -> tuple[Path, ...]:
    """What command line and configuration hold a file to."""
    config = desk.config(file)
    configured = [
        config.folder / pattern
        for each in config.sources
        if PathPatterns(config.folder, each.paths, f"{config.file}: sources").match(file)
        for pattern in each.sources
    ]
    wanted = (*desk.request.against, *configured)
    if not wanted:
        return ()
    from copydesk.sources import expand

    return tuple(expand(wanted))


def _key(desk: Desk, results: Iterable[Result], sources: Mapping[str, tuple[Path, ...]]) -> bytes:
    """What the outcome depends on, but for the sources that articles themselves declare; empty if it cannot be told."""
    fingerprints = sorted(result.fingerprint for result in results)
    if not all(fingerprints):
        return b""
    shared = repr(
        (desk.request.require_sources, sorted((path, each) for path, each in sources.items() if each))
    )
    return fingerprint(*fingerprints, shared.encode("utf-8", "surrogateescape"))


def _digest(file: Path) -> bytes:
    try:
        return fingerprint(limits.read_bounded(file))
    except (OSError, limits.TooLarge):
        return b""


def _hold(
    desk: Desk, files: Mapping[str, Path], sources: Mapping[str, tuple[Path, ...]], results: Iterable[Result]
) -> _Held:
    """Put the articles of a run together with their sources and with one another."""
    from copydesk.sources import declared_sources, outcomes_of, shelve
    from copydesk.stories import Member, articles_of, find_stories

    articles = articles_of(results)
    declared: dict[str, Declared] = {}
    for path, article in articles.items():
        each = declared_sources(files[path], article, sources[path])
        if each.files or each.elsewhere:
            declared[path] = each
    texts = {files[path]: Member(path, article) for path, article in articles.items()}
    # A source that is itself checked is read again: nobody knew then that its speakers would be asked for.
    wanted = list(dict.fromkeys(file for each in declared.values() for file in each.files))
    findings: list[Finding] = []
    for file in wanted:
        result = desk.gather(file)
        if file not in texts:
            findings += result.findings
        texts.update((file, Member(result.path, facts)) for facts in result.facts.values())
    incomplete = {
        path
        for path, each in declared.items()
        if each.elsewhere or any(file not in texts for file in each.files)
    }
    stories = find_stories(articles, shelve(declared, articles, texts), incomplete)
    by_article = {story.members[0].path: story for story in stories if story.sources}
    outcomes: Counter[str] = Counter()
    for path in articles if desk.request.require_sources else declared:
        counts = outcomes_of(by_article.get(path), articles[path], complete=path not in incomplete)
        outcomes.update(counts)
        if desk.request.require_sources and (number := counts["not checked"]):
            message = f"{number} of its quotations and dates are not checked against a source"
            findings += desk.locate(files[path], [(NOT_CHECKED, Flag(0, 0, message))])
    return _Held(stories, findings, outcomes, tuple(wanted))
