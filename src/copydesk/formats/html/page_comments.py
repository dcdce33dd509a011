"""Page comments: those of a page that are meant for copydesk, and that a browser takes for comments too."""

from __future__ import annotations

from copydesk.formats.features.comments import Comment, find_markup_comments
from copydesk.formats.html.tokens import read_tags


def find_comments(source: str) -> list[Comment]:
    """Return the comments of HTML and of templates that are meant for copydesk.

    What looks like a comment of HTML in a script, in an attribute or inside another comment is none, nor is one of MDX.
    """
    ours = list(find_markup_comments(source))
    if not ours:  # as in nearly every page: its tags need not be read once more
        return []
    starts = {tag.start for tag in read_tags(source) if not tag.name}
    return [
        each for each in ours if each.start in starts or not source.startswith(("<!--", "{/*"), each.start)
    ]
