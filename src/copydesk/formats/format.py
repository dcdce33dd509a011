"""Format: what copydesk knows of an input format, as one value.

Everything that depends on the format of a document asks this value; nothing compares names of formats.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.formats.features.comments import Comment, find_markup_comments
from copydesk.formats.features.links import Links
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    from copydesk.formats.features.nesting import Part
    from copydesk.formats.news.record import Record
    from copydesk.formats.parsed import Parsed

_MOST_PIECES = 500_000
_MOST_BLOCKS = 250_000
"""A file with more lines and tags is not read: each of them costs hundreds of bytes of memory."""
_MARKUP_LINKS = Links()
_SETEXT_UNDERLINE = compile_later(r"(?<![^\r\n])[ ]{0,3}(?:-+|=+)[ \t]*(?=[\r\n]|\Z)")


class NoReader(ValueError):
    """A format that only a plugin's reader can parse, and that comes without what was parsed."""


def _no_reader(_source: str) -> Parsed:
    raise NoReader("no built-in format has this name, and no reader parsed the text")


@dataclass(frozen=True, eq=False)  # every format is itself; start-up is spared what equality takes
class Format:
    """An input format. The defaults are right for markup that nothing is known of, such as a plugin's.

    Attributes:
        name: what `Document.format` says.
        suffixes: of the files in this format, in lower case, with the dot.
        suffixes_when_named: of files that are read in this format if they are named, but not taken from a folder, since
            most files with such a suffix are no articles.
        split: finds the articles in a file of several, each with what reads it; None if a file is one article.
        parse: takes a source apart. It imports what it needs when it is called.
        is_markup: whether readers see something other than the source; only then are there comments.
        is_page: whether it is a page as browsers show it: lines end only where a tag ends them, soft hyphens and icon
            fonts work, numbers of notes are links, and lists are the page's as well as an author's.
        is_own_markup: whether links and pictures in it are likely an author's, not those of a page that was copied.
        has_markdown: whether Markdown's marks work in it.
        has_entities: whether `&amp;` stands for its character.
        is_xml: whether it is XML, of which every reader takes the encoding by its name.
        has_front_matter: whether YAML, TOML or JSON at the top may tell something of the document.
        has_overlines: whether a heading may have a line above it as well as below.
        has_indented_parts: whether lines that stand deeper belong to the line above them.
        meta_name: what messages call the place of `Document.meta`.
        underline: matches the line under a heading, from that line's start.
        comments: finds the comments that speak to copydesk.
        comment_form: how a comment is written, with “…” for its text; empty if there are none.
        links: finds links.
        nesting: returns the parts of a source with what each stands in, where that does not show in its blocks.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    parse: Callable[[str], Parsed] = _no_reader
    suffixes_when_named: tuple[str, ...] = ()
    split: Callable[[str], Sequence[Record]] | None = None
    is_markup: bool = True
    is_page: bool = False
    is_own_markup: bool = False
    has_markdown: bool = False
    has_entities: bool = True
    has_front_matter: bool = True
    is_xml: bool = False
    has_overlines: bool = False
    has_indented_parts: bool = False
    meta_name: str = "front matter"
    underline: re.Pattern[str] = _SETEXT_UNDERLINE
    comments: Callable[[str], Iterable[Comment]] = find_markup_comments
    comment_form: str = "<!-- … -->"
    links: Links = _MARKUP_LINKS
    nesting: Callable[[str], Sequence[Part]] | None = None

    def read(self, source: str) -> Parsed:
        """Take a source apart; all articles of a file of several are read as one.

        Raises:
            NoReader: only a plugin can do that.
            NotText: it is a file of several articles that is not read, or has too many lines and tags, or paragraphs.
        """
        if self.split is None:
            if len(source) > _MOST_PIECES:
                self._refuse_pieces(source)
            parsed = self.parse(source)
            if len(parsed.blocks) > _MOST_BLOCKS:
                raise _not_text(f"it has more than {_MOST_BLOCKS:,} paragraphs")
            return parsed
        from copydesk.formats.news.one_text import read_as_one  # imported only for such files

        return read_as_one(source, self.split(source))

    def _refuse_pieces(self, source: str) -> None:
        lines = source.count("\n") or source.count("\r")
        if lines + (source.count("<") if self.is_markup else 0) > _MOST_PIECES:
            raise _not_text(f"it has more than {_MOST_PIECES:,} lines{' and tags' * self.is_markup}")

    @property
    def has_reader(self) -> bool:
        """Tell whether a source can be parsed again."""
        return self.parse is not _no_reader

    def without_reader(self) -> Format:
        """Return the format as that of a text which was read in another way than it reads."""
        return replace(self, parse=_no_reader, split=None)

    def of_record(self, parse: Callable[[str], Parsed]) -> Format:
        """Return the format as that of one article among several, which `parse` reads."""
        return replace(self, parse=parse, split=None)


def _not_text(what: str) -> Exception:
    """Return the error for a source that would take more memory than any article does."""
    from copydesk.formats.decoding.encodings import NotText  # imported only for such sources

    return NotText(f"{what}, as no article has; split it, or leave it out (exclude)")
