"""Text sheets: hold a text in memory to its sources, for `Desk.compare`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from copydesk.document import Document
from copydesk.run.cross_file.sheets.draft_sheets import ChosenSource, Confidence, DraftSheet
from copydesk.run.cross_file.sheets.sheet_maker import located_sheet
from copydesk.run.cross_file.sheets.sheet_plan import SheetTask
from copydesk.services.in_python.desk_settings import DeskSettings
from copydesk.services.in_python.naming import PathLike, name_of, named


def with_names(
    texts: Iterable[str | bytes | tuple[PathLike, str | bytes]],
) -> list[tuple[str, str | bytes]]:
    """Return sources with their names; those without one are numbered, and names that stand twice as well."""
    by_name: dict[str, str | bytes] = {}
    for number, each in enumerate(texts, 1):
        given, text = named(each) if isinstance(each, tuple) else (f"source {number}", each)
        name = name_of(given)
        while name in by_name:
            name = f"{name} ({number})"
        by_name[name] = text
    return list(by_name.items())


def sheet_of(draft: Document, sources: Sequence[Document], settings: DeskSettings) -> DraftSheet:
    """Return the sheet of a draft and its sources, which have different names."""
    documents = {each.key: each.with_references() for each in (*sources, draft)}
    keys = tuple(each.key for each in sources if each.key != draft.key)
    chosen = tuple(ChosenSource(key, "given", Confidence.CERTAIN) for key in keys)
    task = SheetTask(Path(draft.path), draft.key, keys, chosen=chosen)
    sheet = located_sheet(documents, task, settings.config.names, draft.path)
    if not sources:
        return sheet._replace(problem="no source was given, so nothing is compared")
    if not draft.words:
        return sheet._replace(problem="the draft has no words, so nothing is compared")
    return sheet
