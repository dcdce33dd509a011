"""Sheet plan: decide which sources each draft is held to, from sketches alone.

The first that says something about a draft counts: its own last revision, if that was asked for; the map; the draft's
front matter and the configuration; else of the given sources the one that shares most with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from copydesk.config.confinement import Confinement
from copydesk.run.cross_file.documents import FileDocuments
from copydesk.run.cross_file.references import KeyedSketch, ReferenceIndex, declared_references
from copydesk.run.cross_file.sheets.draft_sheets import ChosenSource, Confidence
from copydesk.run.cross_file.sheets.nearest_source import nearest
from copydesk.run.cross_file.source_files import files_of_sources
from copydesk.run.parallel import FILES_PER_WORKER, parallel_map
from copydesk.run.session import FileSketches, Session
from copydesk.support.paths import display_path
from copydesk.support.plurals import count

if TYPE_CHECKING:
    from copydesk.config.settings import Source
    from copydesk.run.cross_file.sheets.source_map import SourceMap
    from copydesk.stories.grouping.sketch import Sketch

BaseOf = Callable[[Path], Path | None]
"""Returns the file whose content is the last revision of a draft; None for a new article."""

_Confined = tuple[Path, Confinement]
"""A path of a source, and where it may lie."""


class SheetTask(NamedTuple):
    """A draft and the sources that it is held to, by `Document.key`.

    Attributes:
        file: the draft's file; with no `key` it could not be read, or is new.
        others: given sources that are not the draft's; quotations are looked up there, but do not match.
        complete: whether all its sources can be read.
        chosen: the sources, for the reader.
        notes, problem: see `DraftSheet`.
    """

    file: Path
    key: str = ""
    sources: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    complete: bool = True
    chosen: tuple[ChosenSource, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""


class SheetPlan(NamedTuple):
    """The tasks, in the order of the drafts, and what gives the documents for them."""

    tasks: list[SheetTask]
    documents: FileDocuments


class SheetSources(NamedTuple):
    """Where the sources of drafts come from.

    Attributes:
        given: sources of whatever draft: files, folders, globs.
        by_map: the map of drafts and sources.
        base_of: gives the last revision of each draft, if drafts are held to these; `base` says which, for the reader.
        earlier: the names that renamed drafts had then.
    """

    given: tuple[Path, ...] = ()
    by_map: SourceMap | None = None
    base_of: BaseOf | None = None
    base: str = ""
    earlier: Mapping[Path, str] = MappingProxyType({})


def plan_sheets(session: Session, files: Sequence[Path], wanted: SheetSources) -> SheetPlan:
    """Decide which sources each draft is held to; `files` are those of the drafts, absolute paths."""
    planner = _Planner(session, files, wanted)
    tasks = [task for file in files for task in planner.tasks(file)]
    return SheetPlan(tasks, FileDocuments(session, planner.paths))


class _Sources(NamedTuple):
    """Sources that several drafts may have, and why some of them cannot be read."""

    references: ReferenceIndex
    unread: tuple[str, ...] = ()

    @property
    def problem(self) -> str:
        return f"a source cannot be read: {'; '.join(self.unread)}" if self.unread else ""


class _Named(NamedTuple):
    """Sources that are named for a draft, why, and how many more of them are web addresses."""

    sources: _Sources
    why: str
    addresses: int = 0


class _Planner:
    def __init__(self, session: Session, files: Sequence[Path], wanted: SheetSources) -> None:
        self._session, self._wanted = session, wanted
        self._sketches: dict[Path, list[KeyedSketch]] = {}
        self._by_key: dict[str, Sketch] = {}
        self._unread: dict[Path, str] = {}
        self.paths: dict[str, str] = {}
        self._known: dict[tuple[_Confined, ...], _Sources] = {}
        self._read(files)
        self._given = self._sources((path.absolute(), Confinement(None)) for path in wanted.given)

    def _read(self, files: Iterable[Path]) -> None:
        """Sketch files that were not sketched before."""
        unknown = [
            each for each in dict.fromkeys(files) if each not in self._sketches and each not in self._unread
        ]
        for file, found, reason in parallel_map(
            unknown,
            self._session.sketch,
            _lost,
            jobs=self._session.options.jobs,
            tasks_per_worker=FILES_PER_WORKER,
            apart=any(map(self._session.is_large, unknown)),
        ):
            if reason:
                self._unread[file] = f"{reason[:1].lower()}{reason[1:]}"
            else:
                self._sketches[file] = list(found)
                self._by_key.update(found)
                path = display_path(file)
                self.paths.update((key, path) for key, _ in found if key != path)

    def tasks(self, file: Path) -> list[SheetTask]:
        """Return a task for each document of a draft's file."""
        if file in self._unread:
            return [SheetTask(file, problem=self._unread[file])]
        return [self._task(file, key, sketch) for key, sketch in self._sketches[file]]

    def _task(self, file: Path, key: str, sketch: Sketch) -> SheetTask:
        named = self._named(file, sketch)
        if named.sources.unread or not named.sources.references.is_empty(file):
            return self._held_to_named(file, key, sketch, named)
        task = self._held_to_nearest(file, key, sketch)
        if named.addresses:
            addresses = count(named.addresses, "web address", "web addresses")
            note = f"the draft declares {addresses}, which copydesk does not fetch"
            return task._replace(complete=False, notes=(*task.notes, note))
        return task

    def _named(self, file: Path, sketch: Sketch) -> _Named:
        """Return the sources that are named for a draft."""
        if self._wanted.base_of:
            base, old = self._wanted.base_of(file), self._wanted.earlier.get(file)
            why = f"its own text {self._wanted.base}" + (f", when it was {old}" if old else "")
            return _Named(self._read_sources((base,) if base else ()), why)
        mapped = self._wanted.by_map.sources(file) if self._wanted.by_map else ()
        if mapped:
            return _Named(self._sources_of(file, mapped), "named by --map")
        declared = declared_references(file, sketch, self._session.config.sources(file))
        own = any(source.origin == file for source in declared.sources)
        why = "declared in its front matter" if own else "named by the configuration"
        return _Named(self._sources_of(file, declared.sources), why, declared.elsewhere)

    def _sources_of(self, file: Path, named: Sequence[Source]) -> _Sources:
        """Return the sources that are named for a draft; it is none of its own."""
        config = self._session.config
        sources = self._sources((each.path, config.confinement_of(file, each)) for each in named)
        if named and not sources.unread and sources.references.is_empty(file):
            return sources._replace(unread=("it names only itself as its source",))
        return sources

    def _sources(self, named: Iterable[_Confined]) -> _Sources:
        """Return the sources that paths stand for; the same for all drafts for which the same is named."""
        paths = tuple(named)
        if paths not in self._known:
            expanded, refused = files_of_sources(paths)
            files = chain.from_iterable(expanded[path] for path in expanded if path not in refused)
            reasons = (f"{display_path(path)}: {reason}" for path, reason in refused.items())
            self._known[paths] = self._read_sources(tuple(dict.fromkeys(files)), reasons)
        return self._known[paths]

    def _read_sources(self, files: tuple[Path, ...], refused: Iterable[str] = ()) -> _Sources:
        """Sketch the files of sources; `refused` tells of others why they are not read."""
        self._read(files)
        unread = (f"{display_path(each)}: {self._unread[each]}" for each in files if each in self._unread)
        return _Sources(ReferenceIndex(files, self._sketches), (*refused, *unread))

    def _held_to_named(self, file: Path, key: str, sketch: Sketch, named: _Named) -> SheetTask:
        """Hold a draft to the sources that are named for it; of many, as a check does, to the nearest of them."""
        sources = named.sources
        keys = sources.references.for_article(file, sketch)
        every = sources.references.number(file)
        why = named.why if len(keys) == every else f"{named.why}: one of the {len(keys)} nearest of {every:,}"
        paths = dict.fromkeys(self.paths.get(each, each) for each in keys)
        chosen = tuple(ChosenSource(path, why, Confidence.CERTAIN) for path in paths)
        problem = sources.problem
        if not keys and not problem:
            problem = f"none of its {every:,} sources shares anything with it"
        others = tuple(each for each in self._given.references.for_article(file, sketch) if each not in keys)
        complete = not (sources.unread or named.addresses)
        return SheetTask(file, key, keys, others, complete, chosen, problem=problem)

    def _held_to_nearest(self, file: Path, key: str, sketch: Sketch) -> SheetTask:
        """Hold a draft to the source that shares most with it."""
        if self._wanted.base_of:
            new = (
                f"it is new: there is no text of it {self._wanted.base}, and no file is gone that was like it"
            )
            old = f"old{file.suffix}"
            way = (
                f"“git show REV:OLD-NAME > {old}”, then “copydesk compare {display_path(file)} --with {old}”"
            )
            return SheetTask(
                file, notes=(f"{new}. If it was renamed and rewritten, hold it to its old text: {way}",)
            )
        given, problem = self._given, self._given.problem
        number = given.references.number(file) + len(given.unread)
        near = given.references.for_article(file, sketch)
        best = nearest(sketch, [(each, self._by_key[each]) for each in near], number)
        if best is None:
            return SheetTask(file, key, problem=problem or _no_source(number))
        chosen = ChosenSource(self.paths.get(best.key, best.key), best.why, best.confidence)
        others = tuple(each for each in near if each != best.key)
        return SheetTask(file, key, (best.key,), others, not given.unread, (chosen,), problem=problem)


def _no_source(number: int) -> str:
    if number:
        nothing = f"none of the {number:,} sources shares anything with it"
        return f"{nothing}; name its source with --map or in its front matter"
    return "it has no source; name one with --with or --map, or in its front matter under “sources”"


def _lost(file: Path, reason: str) -> FileSketches:
    return FileSketches(file, reason=reason)
