"""Comparison plan: decide what is compared, from sketches alone, without reading the articles."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from copydesk.run.cross_file.documents import FileDocuments
from copydesk.run.cross_file.missing_references import (
    empty_declarations,
    sources_that_are_the_article,
    sources_without_text,
    unread_sources,
)
from copydesk.run.cross_file.references import (
    DeclaredReferences,
    KeyedSketch,
    ReferenceIndex,
    declared_references,
)
from copydesk.run.cross_file.source_files import files_of_sources
from copydesk.run.parallel import FILES_PER_WORKER, parallel_map
from copydesk.run.session import FileSketches, Session
from copydesk.stories.comparison import Comparison, plan_comparisons
from copydesk.stories.grouping.story_plan import StoryPlan, plan_with_sources
from copydesk.stories.story import Member
from copydesk.support.paths import FileIdentity, display_path, file_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from copydesk.findings import Finding
    from copydesk.run.cross_file.collect import CollectedResults
    from copydesk.stories.grouping.sketch import Sketch


class RunPlan(NamedTuple):
    """The comparisons of a run, and what was found while planning.

    Attributes:
        documents: gives the documents that are compared.
        findings: of sources that could not be read.
        sources: the source files, existing or not, by the declared path that they belong to.
        digests: of the contents that the source files had before they were read for the plan.
    """

    comparisons: list[Comparison]
    documents: FileDocuments
    findings: list[Finding]
    sources: Mapping[Path, tuple[Path, ...]]
    digests: Mapping[str, Mapping[str, bytes]]


def plan_run(session: Session, files: Mapping[str, Path], collected: CollectedResults) -> RunPlan:
    """Plan the comparisons of a run's articles with their sources and with one another; `files` are by path."""
    facts = collected.facts
    articles = {key: files[facts.files[key]] for key in facts.sketches}
    declared = {
        key: each
        for key, sketch in facts.sketches.items()
        if any(each := declared_references(articles[key], sketch, session.config.sources(articles[key])))
    }
    expanded, refused = files_of_sources(
        (
            (source.path, session.config.confinement_of(articles[key], source))
            for key, each in declared.items()
            for source in each.sources
        ),
        session.options.contents.keys(),
        session.options.removed,
    )
    readable = {path: files for path, files in expanded.items() if path not in refused}
    digests = session.content_keys(readable)
    sketches: dict[Path, list[KeyedSketch]] = {}
    for key, sketch in facts.sketches.items():
        sketches.setdefault(articles[key], []).append((key, sketch))
    paths = dict(facts.files)
    wanted = dict.fromkeys(chain.from_iterable(readable.values()))
    unread = {**_add_sketches(session, sketches, paths, wanted), **refused}
    for file in list(sources_without_text(session, readable, sketches)):
        unread[file] = "it holds no text to compare with"
        sketches.pop(file, None)
    documents = FileDocuments(session, {key: path for key, path in paths.items() if key != path})
    findings = list(unread_sources(session, articles, declared, expanded, unread, refused)) if unread else []
    findings += empty_declarations(session, articles, facts.sketches)
    findings += sources_that_are_the_article(session, articles, declared, expanded)
    held, sources = _held_to_sources(facts.sketches, articles, declared, expanded, sketches)
    if session.options.require_sources:
        of_others = _sources_of_others(articles, declared, readable)
        held += [
            plan_with_sources(key, ())
            for key, file in articles.items()
            if key not in sources and file_identity(file) not in of_others
        ]
    copies = {
        key: sketch
        for key, sketch in facts.sketches.items()
        if sketch.story or session.config.compares_copies(articles[key])
    }
    indexes = _indexes(session, files.values())
    comparisons = plan_comparisons(facts, held, copies, sources, documents, collected.findings, indexes)
    return RunPlan(comparisons, documents, findings, expanded, digests)


def _indexes(session: Session, files: Iterable[Path]) -> list[Member]:
    """Return the indexes of the archive that the configurations of these files name, each once."""
    named = {session.config.settings_for(file).archive_index: file for file in files}
    return [Member(str(index), session.config.archive_index(file)) for index, file in named.items() if index]


def _sources_of_others(
    articles: Mapping[str, Path],
    declared: Mapping[str, DeclaredReferences],
    readable: Mapping[Path, tuple[Path, ...]],
) -> set[FileIdentity]:
    """Return the files that are sources of an article in another file."""
    users: dict[Path, set[FileIdentity]] = {}
    for key, each in declared.items():
        for path in each.paths:
            users.setdefault(path, set()).add(file_identity(articles[key]))
    found: set[FileIdentity] = set()
    for path, files in readable.items():
        only_user = users[path] if len(users[path]) == 1 else set()
        found |= set(map(file_identity, files)) - only_user
    return found


def _add_sketches(
    session: Session, sketches: dict[Path, list[KeyedSketch]], paths: dict[str, str], wanted: Iterable[Path]
) -> dict[Path, str]:
    """Sketch the sources that are not articles of the run themselves; return those that cannot be read, with the
    reason.
    """
    unknown = [file for file in wanted if file not in sketches]
    unread: dict[Path, str] = {}
    for file, found, reason in parallel_map(
        unknown,
        session.sketch,
        _lost,
        jobs=session.options.jobs,
        tasks_per_worker=FILES_PER_WORKER,
        apart=any(map(session.is_large, unknown)),
    ):
        if reason:
            unread[file] = reason
        else:
            sketches[file] = list(found)
            paths.update((key, display_path(file)) for key, _ in found)
    return unread


def _lost(file: Path, reason: str) -> FileSketches:
    return FileSketches(file, reason=reason)


def _held_to_sources(
    own_sketches: Mapping[str, Sketch],
    articles: Mapping[str, Path],
    declared: Mapping[str, DeclaredReferences],
    expanded: Mapping[Path, tuple[Path, ...]],
    sketches: Mapping[Path, list[KeyedSketch]],
) -> tuple[list[StoryPlan], dict[str, tuple[str, ...]]]:
    """Return the plans of articles with sources, and the keys of each article's sources."""
    indices = {
        paths: ReferenceIndex(
            tuple(dict.fromkeys(chain.from_iterable(map(expanded.__getitem__, paths)))), sketches
        )
        for paths in {each.paths for each in declared.values()}
    }
    sources: dict[str, tuple[str, ...]] = {}
    held: list[StoryPlan] = []
    for key, each in declared.items():
        index, file = indices[each.paths], articles[key]
        if each.elsewhere or not index.is_empty(file):
            sources[key] = index.for_article(file, own_sketches[key])
            complete = not each.elsewhere and index.is_complete(file)
            held.append(plan_with_sources(key, sources[key], complete=complete))
    return held, sources
