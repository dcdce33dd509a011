"""The four hooks. Rules, packs and reporters are asked for once, at start; reading is asked once a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from copydesk.document import Document
    from copydesk.rules import Rule

hookspec = pluggy.HookspecMarker("copydesk")
hookimpl = pluggy.HookimplMarker("copydesk")


@hookspec
def copydesk_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Rules in Python."""


@hookspec
def copydesk_packs() -> Iterable[Path]:  # type: ignore[empty-body]
    """Folders or files of YAML rules; a folder's direct parent names the family of the rules in it."""


@hookspec(firstresult=True)
def copydesk_read(path: str, data: bytes) -> Document | Sequence[Document] | None:
    """Turn a file into a document, or into all documents that it holds; None leaves it to the next reader.

    Each of several has its own stretch of the file as its source, and is told the text of the whole file (`within`) and
    where its stretch begins (`start`); all share one `SourceText`.
    """


@hookspec
def copydesk_reporters() -> Mapping[str, Callable[..., None]]:  # type: ignore[empty-body]
    """Output formats: name → `(report, stream) -> None`."""
