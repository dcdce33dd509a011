"""A plugin for tests: files that end in .wire hold several articles, with a line of four hyphens between them."""

from __future__ import annotations

from copydesk.document import Document, SourceText
from copydesk.hookspecs import hookimpl

SEPARATOR = "----\n"


@hookimpl
def copydesk_read(path, data):
    """Read each article with its own place in the file."""
    if not path.endswith(".wire"):
        return None
    text = data.decode("utf-8")
    whole = SourceText(text)
    documents, start = [], 0
    for article in text.split(SEPARATOR):
        documents.append(Document(article, path, "markdown", within=whole, start=start))
        start += len(article) + len(SEPARATOR)
    return documents
