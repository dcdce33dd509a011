"""Page comments: those of a page that are meant for copydesk, and that a browser takes for comments too."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.formats.features.comments import Comment, find_markup_comments
from copydesk.formats.html.tokens import read_tags


def find_comments(source: str) -> Iterator[Comment]:
    """Yield the comments of HTML and of templates.

    What looks like a comment of HTML in a script, in an attribute or inside another comment is none.
    """
    starts = {tag.start for tag in read_tags(source) if not tag.name}
    for comment in find_markup_comments(source):
        if comment.start in starts or not source.startswith("<!--", comment.start):
            yield comment
