"""Open articles: what an editor has open, and what was found in it last."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from copydesk.config.files import FILE_NAMES
from copydesk.findings import Finding
from copydesk.packs.rule_files import RULE_FILES
from copydesk.run.result import RunResult
from copydesk.services.editor.positions import BYTE_ORDER_MARK

_SUFFIX_OF_LANGUAGE = {
    "markdown": ".md",
    "mdx": ".mdx",
    "html": ".html",
    "restructuredtext": ".rst",
    "rst": ".rst",
}


@dataclass(slots=True)
class OpenArticle:
    """An article that is open in an editor.

    Attributes:
        uri: its address.
        file: its file (an absolute path); of a text that has none yet, a name in the folder of the project.
        language: what the editor calls its format, such as "markdown".
        text: as it is in the editor.
        version: the editor's number for this state of the text.
        checked: the number of the state that the findings are of; None before the first check.
        checked_text: that state.
        findings: its findings, those of rules over several files included.
        result: the result of the last check.
    """

    uri: str
    file: Path
    language: str
    text: str
    version: int | None
    checked: int | None = None
    checked_text: str = ""
    findings: list[Finding] = field(default_factory=list)
    result: RunResult | None = None

    @property
    def is_settings(self) -> bool:
        """Tell whether it is a configuration and no article."""
        return self.file.name in FILE_NAMES and self.file.suffix != ".toml"

    @property
    def is_yaml(self) -> bool:
        """Tell whether it is YAML: a configuration, a rule file, or nothing that copydesk reads, but no article."""
        return self.file.suffix in RULE_FILES

    @property
    def source(self) -> str:
        """Return its text as it was checked, without a byte-order mark."""
        return self.checked_text.removeprefix(BYTE_ORDER_MARK)


def file_of(path: str | None, language: str, name: str, folder: Path) -> Path:
    """Return the file of an article.

    Args:
        path: the file's path; None if the text was never saved.
        language: what the editor calls its format.
        name: a name for a text that was never saved.
        folder: the folder of the project.
    """
    if path is None:
        return folder / f"{name}{_SUFFIX_OF_LANGUAGE.get(language, '.txt')}"
    return Path(path)
