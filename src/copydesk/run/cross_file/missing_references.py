"""Missing references: report sources that cannot be read, at the places where they are declared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.document import Document
from copydesk.engine.failures import UNREADABLE_SOURCE, not_checked
from copydesk.engine.locating import locate
from copydesk.findings import Finding, Flag, Related, Span
from copydesk.formats.features.frontmatter import key_span
from copydesk.support.paths import display_path, file_identity
from copydesk.support.untrusted.globs import fixed_part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from copydesk.config.settings import Source
    from copydesk.run.cross_file.references import DeclaredReferences, KeyedSketch
    from copydesk.run.session import Session
    from copydesk.stories.grouping.sketch import Sketch


def unread_sources(
    session: Session,
    articles: Mapping[str, Path],
    declared: Mapping[str, DeclaredReferences],
    expanded: Mapping[Path, Sequence[Path]],
    unread: Mapping[Path, str],
    refused: Collection[Path],
) -> Iterator[Finding]:
    """Yield a finding for each declaration of a source that could not be read.

    Args:
        session: reads the files in which sources are declared.
        articles: the file that each article is in, by its key.
        declared: the sources of each article, by its key.
        expanded: the files that match each declared path.
        unread: those that could not be read, and the reason.
        refused: those of them that must not be read; nothing is told of them.
    """
    users: dict[Source, list[str]] = {}
    for key, each in declared.items():
        for source in each.sources:
            if any(file in unread for file in expanded[source.path]):
                users.setdefault(source, []).append(key)
    broken = {source: [file for file in expanded[source.path] if file in unread] for source in users}
    for file in sorted({file for source, files in broken.items() if not source.origin for file in files}):
        yield from not_checked(file, f"{unread[file]}; an option names it as a source").findings
    by_place: dict[tuple[Path, str], list[Source]] = {}
    for source, (first, *_) in users.items():
        if source.origin:
            own = first if articles[first] == source.origin else ""
            by_place.setdefault((source.origin, own), []).append(source)
    for (origin, key), sources in by_place.items():
        document = _declaring(session, origin, key)
        flags = [
            _flag(document, source, users[source], [(file, unread[file]) for file in broken[source]], refused)
            for source in sources
        ]
        # A missing file counts as a place too, so that a commit that deletes it sees the finding.
        yield from locate(document, [(UNREADABLE_SOURCE, flag) for flag in flags], _empty)


def sources_that_are_the_article(
    session: Session,
    articles: Mapping[str, Path],
    declared: Mapping[str, DeclaredReferences],
    expanded: Mapping[Path, Sequence[Path]],
) -> Iterator[Finding]:
    """Yield a finding for each source in an article's front matter that is nothing but this article.

    What the configuration or the command line names is meant for other articles too, and is not told; but if the
    command line names it for a single article, it is.
    """
    for key, each in declared.items():
        own = file_identity(articles[key])
        flagged = [
            source
            for source in each.sources
            if (source.origin == articles[key] or (source.origin is None and len(articles) == 1))
            and all(file_identity(file) == own for file in expanded[source.path])
        ]
        if flagged:
            document = _declaring(session, articles[key], key)
            reason = "it is the article itself, which confirms nothing"
            flags = [
                Flag(*_place(document, source), f"the source “{source.text}” cannot be read: {reason}")
                for source in flagged
            ]
            yield from locate(document, [(UNREADABLE_SOURCE, flag) for flag in flags], _empty)


def empty_declarations(
    session: Session, articles: Mapping[str, Path], sketches: Mapping[str, Sketch]
) -> Iterator[Finding]:
    """Yield a finding for each article whose front matter declares a source and names none."""
    for key, sketch in sketches.items():
        if sketch.names_empty_source:
            document = _declaring(session, articles[key], key)
            flag = Flag(*key_span(document.source, "sources"), "“sources” names no source: its text is empty")
            yield from locate(document, [(UNREADABLE_SOURCE, flag)], _empty)


def sources_without_text(
    session: Session,
    expanded: Mapping[Path, Sequence[Path]],
    sketches: Mapping[Path, Sequence[KeyedSketch]],
) -> Iterator[Path]:
    """Yield the files of each declared source that is read, and holds no text in any of them."""
    for files in expanded.values():
        if all(
            file in sketches and all(sketch.is_empty for _, sketch in sketches[file]) for file in files
        ) and not any(_has_text(session, file) for file in files):
            yield from files


def _has_text(session: Session, file: Path) -> bool:
    """Tell whether there is text in a file of which a sketch has nothing, such as a table."""
    try:
        return any(each.plain.replace("\0", " ").strip() or each.fault for each in session.reread(file))
    except (OSError, ValueError):  # the file is gone by now; the comparison will report it
        return True


def _empty(path: str) -> Document:
    """Return a document that stands for a file of which only the path is told."""
    return Document("", path, "text")


def _place(document: Document, source: Source) -> Span:
    return key_span(document.source, "sources", source.text)


def _declaring(session: Session, origin: Path, key: str) -> Document:
    """Return the article with this key in a file or a configuration in which sources are declared.

    It has no sentences, so that the ids of findings depend on the flagged line alone.
    """
    try:
        documents = session.reread(origin)
        document = next((each for each in documents if each.key == key), documents[0])
    except (OSError, ValueError, IndexError):  # the file is gone by now; the comparison will report it
        return _empty(display_path(origin))
    return document.bare()


def _flag(
    document: Document,
    source: Source,
    users: Sequence[str],
    unread: Sequence[tuple[Path, str]],
    refused: Collection[Path],
) -> Flag:
    file, reason = unread[0]
    is_all = source.path in refused or file == Path(os.path.abspath(source.path))
    message = f"the source “{source.text}” cannot be read: {'' if is_all else f'{display_path(file)}: '}"
    message += f"{reason[:1].lower()}{reason[1:]}"
    if source.text.lstrip().lower().startswith("file:"):
        message += " (“file:” is taken for a part of its name: write its path alone, within the project)"
    if len(unread) > 1:
        message += f", nor can {len(unread) - 1} more of its files"
    if users != [document.key]:
        who = f"{users[0]} is" if len(users) == 1 else f"{len(users)} articles are"
        message += f"; {who} held to it"
    related = [
        Related(0, 0, "the source that is meant", display_path(fixed_part(each)))
        for each, _ in unread
        if each not in refused
    ]
    return Flag(*_place(document, source), message, related=tuple(related))
