"""Document: one article, and what is known about it."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from copy import copy
from functools import cached_property
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from copydesk.findings import Span
from copydesk.formats import registry
from copydesk.formats.features.frontmatter import key_span
from copydesk.formats.features.links import LinkTargets
from copydesk.formats.features.sections import Sections, is_date_line
from copydesk.formats.features.spoken_settings.text_keys import DEFAULT_KEYS, TextKeys
from copydesk.formats.format import Format
from copydesk.formats.parsed import Block, Parsed
from copydesk.support.lazy import Analysed, Analysis, LazySequence
from copydesk.support.source_text import SourceText, with_line_feeds, with_whole_characters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from copydesk.analysis.block_texts import BlockTexts
    from copydesk.analysis.boilerplate.page import Page
    from copydesk.analysis.boilerplate.provenance import Provenance
    from copydesk.analysis.damage.encoding.misreadings import Garbled
    from copydesk.analysis.dates.dateline import Dateline
    from copydesk.analysis.dates.mentions import DateMention
    from copydesk.analysis.dates.timeline.lengths import Length
    from copydesk.analysis.dates.timeline.lifespans.ages_of_things import ThingAges
    from copydesk.analysis.dates.timeline.statements import Statement
    from copydesk.analysis.figures.told_figures import Figure
    from copydesk.analysis.language.mentioned_words import Mentions
    from copydesk.analysis.language.neighbours.dialects import Dialect
    from copydesk.analysis.names.capitals import Capitals
    from copydesk.analysis.names.named_entities import Name
    from copydesk.analysis.quotes.attributions import Attribution
    from copydesk.analysis.quotes.quotations import Quotations
    from copydesk.analysis.shown.plain_prose import PlainProse
    from copydesk.analysis.shown.showings import Showings

_SPACES = "\t\n\r\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_PLAIN_FORMS = [(space, " ") for space in _SPACES] + [("’", "'"), ("‘", "'"), ("‐", "-"), ("‑", "-")]


def plain(text: str) -> str:
    """Return the text with a space for every white space, and with typed apostrophes and hyphens for typographic ones.

    The length stays, so offsets hold. Patterns are matched against this form, and are put into it themselves.
    """
    for character, plain_form in _PLAIN_FORMS:
        text = text.replace(character, plain_form)
    return text


class Document(Analysed):
    """One article. Every analysis is computed on first use, shared by all rules, and deleted with the document.

    Attributes:
        path: names the document in findings.
        project_path: names it in their ids: like the path, but the same from whatever folder copydesk is run.
        source: what the file holds, decoded; a byte-order mark is not part of it, line ends are as they are. Of a file
            that holds several documents it is the document's own stretch, and all offsets count from its beginning.
        file_text: the text of the whole file; of a file with one document the same as the source.
        start: where in the file's text the source begins.
        part: which of several documents in its file it is, counted from 1; 0 for the only one.
        format: "text", "markdown", "html", … (see formats.known), or what a plugin's reader names.
        syntax: what copydesk knows of that format.
        text: as long as the source, markup filled (see formats.parsed); U+FFFD stands for a lone surrogate.
        blocks: paragraphs, headings, list items … in order.
        meta: front matter or page metadata.
        beside: texts that the format keeps apart from the article's own, such as a title (see formats.parsed).
        meta_places: by key, where metadata are written, if the reader knows it.
        fault: why the source could not be read; None if it could.
        encoding: what the file was decoded from; "utf-8" for a string.
        shows_each_fault: whether none of many equal faults stands for all, because they are to be mended.
        has_references: whether it is compared with sources, or is one, so that its speakers are needed.
        declared_level: "own" or "taken-in" if the configuration says how the article came here.
        text_keys: which keys of its front matter have text as their value, and not a setting.
        given_date: its own date as the record says that holds it; empty if there is none.
        above: where a title, a description … stand above the article's own text; none in the article alone.

    A reader of a format of its own passes what it `parsed`; otherwise the source is parsed as the format says. A reader
    of files that hold several documents passes to each the text of the file that it lies `within`, and its `start`.

    Lines of a whole file that end in a carriage return alone end in a line feed here.

    Raises:
        ValueError: the parsed text is not as long as the source.
    """

    def __init__(
        self,
        source: str,
        path: str = "<string>",
        format: str | Format | None = None,  # noqa: A002
        *,
        parsed: Parsed | None = None,
        encoding: str = "utf-8",
        within: SourceText | None = None,
        start: int = 0,
    ) -> None:
        super().__init__()
        self.path = self.project_path = path
        if within is None:
            source = with_line_feeds(source)
        self.source = source
        self.file_text = within or SourceText(source)
        self.start = start
        self.part = 0
        if isinstance(format, Format):
            self.syntax = format
        else:
            self.syntax = registry.format_named(format) if format else registry.format_of(path)
        self.format = self.syntax.name
        read = parsed or self.syntax.read(source)
        self.text, self.blocks, self.meta = read.text, read.blocks, read.meta
        self.beside, self.meta_places, self.fault = read.beside, read.meta_places, read.fault
        if len(self.text) != len(
            source
        ):  # every offset behind the fault would be wrong, and so would every fix
            raise ValueError(f"the text read has {len(self.text)} characters, its source {len(source)}")
        self.text = with_whole_characters(with_line_feeds(self.text) if within is None else self.text)
        self.encoding = encoding
        declared = self.meta.get("sources")
        self.has_references = bool(declared) or declared == ""
        self.declared_level: str | None = None
        self.shows_each_fault = False
        self.text_keys: TextKeys = DEFAULT_KEYS
        self.given_date = ""
        self.above: tuple[Span, ...] = ()

    @classmethod
    def all_in(
        cls,
        source: str,
        path: str = "<string>",
        format: str | None = None,  # noqa: A002
        *,
        encoding: str = "utf-8",
    ) -> Document | Sequence[Document]:
        """Return the document in a file, or, if its format holds several, all of them; each of these is read when it is
        asked for.

        Raises:
            NotText: it is no file of several documents that is read.
        """
        syntax = registry.format_named(format) if format else registry.format_of(path)
        if syntax.split is None:
            return cls(source, path, format, encoding=encoding)
        whole = SourceText(with_whole_characters(source))
        records = syntax.split(whole.text)

        def document(number: int) -> Document:
            start, end, parse = records[number]
            own = syntax.of_record(parse)
            return cls(whole.text[start:end], path, own, encoding=encoding, within=whole, start=start)

        return LazySequence(len(records), document)

    @property
    def key(self) -> str:
        """Return the document's name in comparisons: its path, with its number if the file has several documents."""
        return f"{self.path}#{self.part}" if self.part else self.path

    def without(self, parts: Collection[str]) -> Document:
        """Return the document without the text in these parts of an HTML page (see `Block.within`)."""
        whole = Parsed(self.text, self.blocks, self.meta)  # of which only the text and the blocks change
        left = whole.without(parts)
        return self if left is whole else self._changed(text=left.text, blocks=left.blocks, meta=left.meta)

    def in_project(
        self,
        project_path: str,
        part: int = 0,
        *,
        has_references: bool = False,
        level: str | None = None,
        shows_each_fault: bool = False,
        text_keys: TextKeys = DEFAULT_KEYS,
        date: str = "",
    ) -> Document:
        """Return the document with the name that its file has in its project, and with what is asked of it."""
        return self._changed(
            project_path=project_path,
            part=part,
            has_references=has_references or self.has_references,
            declared_level=level,
            shows_each_fault=shows_each_fault,
            text_keys=text_keys,
            given_date=date,
        )

    def with_references(self) -> Document:
        """Return the document as one that is compared with sources, or is one."""
        return self if self.has_references else self._changed(has_references=True)

    def bare(self) -> Document:
        """Return the document without its blocks and metadata."""
        return self._changed(blocks=(), meta={})

    def with_other_text(self, text: str, blocks: Sequence[Block]) -> Document:
        """Return a document of the same file and language in which another text is read.

        The text begins where this document does, and the other document's source ends where it ends. Offsets stay.
        """
        syntax = self.syntax.without_reader()  # which would find the first text again
        other = self._changed(source=self.source[: len(text)], text=text, blocks=tuple(blocks), syntax=syntax)
        vars(other)["language"] = self.language
        return other

    def _changed(self, **changes: Any) -> Document:
        """Return a copy with other attributes, without the analyses of the old ones."""
        other = copy(self)
        for name in [
            name for name in vars(self) if isinstance(getattr(type(self), name, None), cached_property)
        ]:
            del vars(other)[name]
        Analysed.__init__(other)
        vars(other).update(changes)
        return other

    def has_any(self, texts: Iterable[str]) -> bool:
        """Tell whether one of these texts stands in the source, or in the text that was read in it."""
        source, own = self.source, self.text
        for text in texts:  # noqa: SIM110 - asked for each rule, and a generator takes longer than the search
            if text in source or (own is not source and text in own):
                return True
        return False

    @cached_property
    def whole_text(self) -> str:
        """Return the text together with the texts beside it."""
        return Parsed(self.text, (), {}, beside=self.beside).whole_text

    # --- places ---

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset, both from 1, the column in code points."""
        return self.file_text.position(self.start + offset)

    @cached_property
    def _sections(self) -> Sections:
        return Sections(self.text, self.blocks)

    @cached_property
    def _targets(self) -> LinkTargets:
        return LinkTargets(self.syntax.links.find_targets(self.source))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def _index(self, offset: int) -> int:
        """Return the number of the last block that begins at an offset or before; -1 before the first."""
        return bisect_right(self._block_starts, offset) - 1

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds an offset; None between blocks."""
        index = self._index(offset)
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def is_in_its_language(self, offset: int) -> bool:
        """Tell whether the words of the block with an offset are in the document's language, or show none."""
        index = self._index(offset)
        if self.block_at(offset) is None:
            return True
        if index not in self._block_languages:
            from copydesk.analysis.language.detection import detect_language

            block = self.blocks[index]
            self._block_languages[index] = detect_language(self.text[block.start : block.end])
        return self._block_languages[index] in (self.language, None) and not self.is_in_unread_language(
            offset
        )

    def is_in_unread_language(self, offset: int) -> bool:
        """Tell whether the block, the sentence or the quotation with an offset is in a language that is not read, which
        may be near the document's own: see `analysis.language.neighbours.unread`.
        """
        block = self.block_at(offset)
        if block is None:
            return False
        from copydesk.analysis.language.detection import is_in_unread_language

        stretches = {block[:2], self.sentence_at(offset)[:2], *self._quoted_around(offset)}
        for start, end in stretches - self._told.keys():
            self._told[start, end] = is_in_unread_language(self.text[start:end], self.language)
        return any(map(self._told.__getitem__, stretches))

    @cached_property
    def _told(self) -> dict[tuple[int, int], bool]:
        """Whether stretches are in a language that is not read."""
        return {}

    def _quoted_around(self, offset: int) -> list[tuple[int, int]]:
        """Return the quotation with an offset, if it is in one."""
        spans = self.quotations.spans
        index = bisect_right(spans, offset, key=lambda quotation: quotation.start) - 1
        return [spans[index][:2]] if index >= 0 and offset < spans[index].end else []

    @cached_property
    def _block_languages(self) -> dict[int, str | None]:
        return {}

    def is_in_dialect(self, offset: int) -> bool:
        """Tell whether the block with an offset is in a dialect of the document's language, by its common words."""
        block = self.block_at(offset)
        return block is not None and self._dialect.holds(self.text[block.start : block.end])

    @Analysis
    def _dialect(self) -> Dialect:
        from copydesk.analysis.language.neighbours.dialects import Dialect

        return Dialect(self.spellings, self.language)

    def place(self, offset: int) -> str:
        """Return the kind of place an offset lies in, one of `rules.PLACES`; "body" between blocks."""
        block = self.block_at(offset)
        return block.place if block else "body"

    def is_around(self, block: Block | None) -> bool:
        """Tell whether a block is the page's own and around the article, so that it is no leftover there.

        In text that was taken in, all is read as text, for whoever extracted it meant to have the article alone.
        """
        from copydesk.analysis.boilerplate.provenance import Level

        return block is not None and block.is_framed and self.declared_level != Level.TAKEN_IN

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds an offset, or else its block, or else the offset's own character."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if index >= 0 and offset < self.sentences[index].end:
            return self.sentences[index]
        block = self.block_at(offset)
        return Span(block.start, block.end) if block else Span(offset, offset + 1)

    def is_quoted(self, offset: int) -> bool:
        """Tell whether an offset lies inside quotation marks or in a block quotation."""
        return bool(self._quoted_around(offset)) or self.place(offset) == "quote"

    def is_mentioned(self, start: int, end: int) -> bool:
        """Tell whether what stands between two offsets is shown, explained or spoken of instead of used."""
        from copydesk.analysis.language.languages import language_data

        block = self.block_at(start) or Block(start, end)
        language = language_data(self.language or "en")
        titles = f"{self.meta.get('title', '')} {self.section_at(start)}".lower()
        if not language.form_words.isdisjoint(titles.replace("-", " ").split()):
            return True
        return self._mentions.holds(block, Span(start, end), language)

    @Analysis
    def _mentions(self) -> Mentions:
        from copydesk.analysis.language.mentioned_words import Mentions

        return Mentions(self.text, self.source, self.code)

    def is_shown(self, topic: str, start: int, end: int) -> bool:
        """Tell whether what stands between two offsets is what an article on a topic shows: see `analysis.shown`.

        The topic is "page_topics" (what pages and mails say) or "damage_topics" (misread and misspelt text).
        """
        if not self.text[start:end].strip(" .,;:!?"):
            return False  # a space and a stop are nobody's example
        if not self.is_about(topic):
            # Others who speak of errors show them between marks only, and programmers do not.
            speaks_of_them = topic == "damage_topics" and not self.code and self.is_about("mistakes")
            return speaks_of_them and self._showings.sets_apart(start, end)
        if self._showings.holds(start, end) or (
            topic == "damage_topics" and self._showings.names_again(start, end)
        ):
            return True
        return self.is_mentioned(start, end)

    def is_plain_prose(self, start: int, end: int, *, in_quotations: bool = False) -> bool:
        """Tell whether what lies between two offsets is a part of an ordinary sentence in the document's language,
        which shows and names nothing, so that a slip there is nothing but a slip: see `analysis.shown.plain_prose`.
        """
        if not in_quotations and (self.is_quoted(start) or self.is_mentioned(start, end)):
            return False
        return (
            self._prose.holds(start, end, in_quotations=in_quotations)
            and self.is_in_its_language(start)
            and not self.is_linked(start, end)
        )

    def is_among_words(self, start: int, end: int) -> bool:
        """Tell whether nothing around what was read in the wrong encoding shows that more than words may be meant."""
        paragraph = self.paragraph_at(start)
        return self._prose.is_among_words(paragraph, start, end) and not self.is_linked(start, end)

    @Analysis
    def _prose(self) -> PlainProse:
        from copydesk.analysis.shown.plain_prose import PlainProse

        title = str(self.meta.get("title", ""))
        return PlainProse(self.text, self.source, self.blocks, title, self.language, self.code, self.garbled)

    def is_displayed(self, start: int, end: int) -> bool:
        """Tell whether what stands between two offsets is what the article says can be read somewhere, as on a sign.

        That needs no topic. What also stands in code or in a block quotation is shown as well; letters that a program
        has garbled, and entities, are on no sign.
        """
        if (
            not self.text[start:end].strip(" .,;:!?")
            or self.source.startswith("&", start)
            or self.is_garbled(start, end)
        ):
            return False
        from copydesk.analysis.language.languages import language_data

        words = language_data(self.language or "en").display_words
        return self._showings.displays(start, end, words) or self._showings.shows_elsewhere(start, end)

    def is_cited(self, start: int, end: int) -> bool:
        """Tell whether what stands between two offsets is named, not used, whatever the article is about: it stands in
        a short quotation that nobody speaks, or in a few words of italics. In an article about mistakes the quotation
        may be spoken.
        """
        return self._showings.cites(start, end, may_be_speech=self.is_about("mistakes"))

    def is_own_heading(self, offset: int) -> bool:
        """Tell whether a label at an offset is in the title or a heading, and the article takes it up."""
        from copydesk.analysis.shown.headings import is_own_heading

        return is_own_heading(self.text, self.blocks, offset, self.language)

    def is_about(self, topic: str) -> bool:
        """Tell whether the article is about "page_topics" (what pages and mails say), "damage_topics" (misread and
        misspelt text) or "mistakes" of any kind.
        """
        if topic not in self._topics:
            from copydesk.analysis.shown.topics import is_about

            self._topics[topic] = is_about(
                topic, self.text, self.blocks, self.language, self.quotations.spans
            )
        return self._topics[topic]

    @cached_property
    def _topics(self) -> dict[str, bool]:
        return {}

    @Analysis
    def _showings(self) -> Showings:
        from copydesk.analysis.shown.showings import Showings

        return Showings(
            self.text,
            self.source,
            self.blocks,
            self.code,
            self.quotations.pairs,
            lambda: self.attributions,
        )

    def paragraph_at(self, offset: int) -> Span:
        """Return the block that holds an offset, or else its line."""
        from copydesk.analysis.damage.encoding.mojibake import extent_at

        return extent_at(self.text, self.blocks, offset)

    def is_garbled(self, start: int, end: int) -> bool:
        """Tell whether anything is garbled in the paragraphs that two offsets touch."""
        if not self.garbled:
            return False
        first, last = self.paragraph_at(start).start, self.paragraph_at(max(start, end - 1)).end
        return self._garbled_from(first) < self._garbled_from(max(last, end))

    def garbled_at(self, start: int, end: int) -> Garbled | None:
        """Return what is garbled from one offset to the other; None if that is nothing, or more or less than it."""
        index = self._garbled_from(start)
        found = self.garbled[index] if index < len(self.garbled) else None
        return found if found and (found.start, found.end) == (start, end) else None

    def _garbled_from(self, offset: int) -> int:
        """Return the number of the first thing garbled at an offset or behind."""
        return bisect_left(self.garbled, offset, key=lambda garbled: garbled.start)

    def is_linked(self, start: int, end: int) -> bool:
        """Tell whether the text between two offsets is, or is part of, the words of a link."""
        return self.syntax.links.is_linked(self.source, start, end)

    def link_targets(self, start: int, end: int) -> list[str]:
        """Return where the links between two offsets lead."""
        return self._targets.between(start, end)

    def leads_nearby(self, start: int, end: int) -> bool:
        """Tell whether all links between two offsets, or under a heading there, are relative ones to other pages."""
        after = self._sections.end(self._index(start), len(self.source))
        return self._targets.lead_nearby(start, max(end, after))

    def meta_at(self, key: str) -> Span:
        """Return the place of a key's value, a text or a day, in front matter or metadata; else that of the key."""
        if key in self.meta_places:
            return self.meta_places[key]
        value = self.meta[key]
        written = value if isinstance(value, str) else value.isoformat()
        if not self.syntax.is_page:
            return key_span(self.source, key, written)
        at = self.source.find(written)  # pages have many names for a key, and the reader of HTML one
        return Span(at, at + len(written)) if at >= 0 else Span(0, 0)

    def section_at(self, offset: int) -> str:
        """Return the heading of the section with an offset's block; empty under a title of more than three words."""
        return self._sections.heading(self._index(offset))

    def heads_prose(self, offset: int) -> bool:
        """Tell whether an offset is in a heading of the article's own, with sentences or a table under it."""
        return self._sections.heads_prose(self._index(offset))

    def is_date_line(self, offset: int) -> bool:
        """Tell whether an offset lies in the line under the headline that gives the article's own date."""
        return is_date_line(self.text, offset)

    def dates_between(self, start: int, end: int) -> Sequence[DateMention]:
        """Return the dates that begin between two offsets."""
        first = bisect_left(self.dates, start, key=attrgetter("start"))
        return self.dates[first : bisect_left(self.dates, end, lo=first, key=attrgetter("start"))]

    # --- analyses ---

    @Analysis
    def block_texts(self) -> BlockTexts:
        """Return the blocks, each by itself, with what was found in it: see `analysis.block_texts`."""
        from copydesk.analysis.block_texts import BlockTexts

        return BlockTexts(self.text, self.source, self.blocks, is_page=self.syntax.is_page)

    @Analysis
    def plain(self) -> str:
        """Return the text in the form that patterns are matched against: see `plain`."""
        return plain(self.text)

    @Analysis
    def language(self) -> str | None:
        """Two-letter code: what the document declares, else what its words show, else None.

        Templates often declare a wrong language: if the words clearly show another one that can be detected, that one
        counts.
        """
        from copydesk.analysis.language.detection import STOP_WORDS, detect_language

        declared = self.meta.get("lang")
        code = declared[:2].lower() if isinstance(declared, str) and declared else None
        if code in STOP_WORDS or code is None:
            return detect_language(self.text) or code
        return code

    @Analysis
    def words(self) -> list[Span]:
        """Return all words, in order."""
        from copydesk.analysis.language.words import find_all_words

        return find_all_words(self.text)

    @Analysis
    def spellings(self) -> frozenset[str]:
        """Return every word as it is written, once."""
        from copydesk.analysis.language.words import spellings

        return spellings(self.text)

    @Analysis
    def sentences(self) -> list[Span]:
        """Return all sentences, in order; none crosses a block's end."""
        from copydesk.analysis.language.sentences import find_sentences

        return find_sentences(self.text, self.blocks, self.language)

    @Analysis
    def quotations(self) -> Quotations:
        """Return what quotation marks enclose, and where they go wrong."""
        from copydesk.analysis.quotes.quotations import read_quotations

        return read_quotations(self.text, self.blocks, self.language, self.source)

    @Analysis
    def code(self) -> list[Span]:
        """Where the source shows code, in order."""
        from copydesk.analysis.language.mentioned_words import code_regions

        return code_regions(self.source)

    @Analysis
    def garbled(self) -> list[Garbled]:
        """Return what has been read in the wrong encoding, in order."""
        from copydesk.analysis.damage.encoding.mojibake import find_garbled

        return find_garbled(self.text, self.blocks, self.source)

    @Analysis
    def names(self) -> tuple[Name, ...]:
        """Return the people and organisations named, in order of first mention."""
        from copydesk.analysis.names.named_entities import read_names

        names = read_names(self.text, self.capitals, self.blocks, self.language, self.source)
        if not self.above:
            return names
        from copydesk.analysis.names.variants.names_above import with_names_above

        return with_names_above(self.text, names, self.above, self.language)

    @Analysis
    def capitals(self) -> Capitals:
        """Return the words with a capital, alone and in runs."""
        from copydesk.analysis.names.capitals import find_capitals

        return find_capitals(self.text, self.blocks)

    @Analysis
    def attributions(self) -> tuple[Attribution, ...]:
        """Return each quotation with its speaker and verb."""
        from copydesk.analysis.quotes.attributions import read_attributions

        return read_attributions(self.text, self.blocks, self.quotations.spans, self.names)

    @Analysis
    def dateline(self) -> Dateline | None:
        """Return the article's own date, and where it says so."""
        from copydesk.analysis.dates.dateline import find_dateline

        meta = {**self.meta, "date": self.given_date} if self.given_date else self.meta
        return find_dateline(self.text, self.blocks, meta, self.syntax.meta_name, self.language)

    @Analysis
    def dates(self) -> tuple[DateMention, ...]:
        """Return the dates mentioned, in order, resolved against the article's own."""
        from copydesk.analysis.dates.mentions import read_dates

        return read_dates(self.text, self.blocks, self.dateline, self.language)

    @Analysis
    def figures(self) -> list[Figure]:
        """Return the numbers that the article tells, in order; in no language where none is known."""
        from copydesk.analysis.figures.told_figures import figures

        return list(figures(self.plain, self.language or ""))

    @Analysis
    def beginnings(self) -> list[Statement]:
        """Return what the article says of beginnings, births and deaths, with their dates."""
        from copydesk.analysis.dates.timeline.statements import statements

        return statements(self.text, self.dates, self.sentence_at, self.language or "")

    @Analysis
    def lengths(self) -> list[Length]:
        """Return the numbers of years that the article tells, in order."""
        from copydesk.analysis.dates.timeline.lengths import lengths

        return sorted(lengths(self.plain, self.language or "")) if self.dates else []

    @Analysis
    def thing_ages(self) -> ThingAges:
        """Return what tells whether ages and anniversaries of things fit their foundings."""
        from copydesk.analysis.dates.timeline.lifespans.ages_of_things import ThingAges
        from copydesk.analysis.language.languages import language_data

        return ThingAges(
            self.plain,
            self.dates,
            self.beginnings,
            self.block_at,
            self.sentence_at,
            language_data(self.language),
            self.years_of_writing,
        )

    @Analysis
    def year_of_writing(self) -> int | None:
        """Return the year that the article gives itself."""
        from copydesk.analysis.dates.claims.anniversaries import this_year

        dated = self.dateline.value.year if self.dateline else None
        return this_year(self.text, self.dates, dated, self.language or "")

    @Analysis
    def day_of_writing(self) -> datetime.date | None:
        """Return the article's own date, also that of a dateline which runs into the text."""
        from copydesk.analysis.dates.claims.anniversaries import date_at_the_head

        if self.dateline:
            return self.dateline.value
        head = date_at_the_head(self.text, self.dates)
        return datetime.date.fromisoformat(head.value) if head and head.value else None

    @Analysis
    def years_of_writing(self) -> tuple[int, int]:
        """Return the first and the last year in which the article may have been written."""
        if (year := self.year_of_writing) is not None:
            return year, year
        ours = datetime.date.today().year
        told = [date.year for date in self.dates if date.complete and date.year and date.year <= ours]
        return max(told, default=ours), ours

    @Analysis
    def page(self) -> Page:
        """Return which blocks are the article, and which the page around it."""
        from copydesk.analysis.boilerplate.page import read_page

        return read_page(self.text, self.blocks, self.language)

    @Analysis
    def is_letter(self) -> bool:
        """Tell whether the text begins as a letter to somebody, or has several."""
        from copydesk.analysis.shown.letters import begins_as_letter, holds_letters

        return begins_as_letter(self.text, self.language) or holds_letters(
            self.text, self.blocks, self.language
        )

    @Analysis
    def is_own(self) -> bool:
        """Tell whether the site wrote the article itself. For most plain texts the page need not be read."""
        from copydesk.analysis.boilerplate.provenance import Level, signs_of_own

        if not self.declared_level and not (
            self.syntax.is_own_markup and any(signs_of_own(self.source, self.text, self.blocks, self.meta))
        ):
            return False
        return self.provenance.level is Level.OWN

    @property
    def kinds_of_leftovers(self) -> float:
        """How many kinds of leftovers there must be before they count; infinite where the configuration says that
        the site wrote the article.
        """
        from copydesk.analysis.boilerplate.provenance import KINDS_OF_LEFTOVERS, Level

        if self.declared_level == Level.OWN:
            return inf
        if not self.syntax.is_own_markup:
            return KINDS_OF_LEFTOVERS[Level.TAKEN_IN]
        return self.provenance.kinds_of_leftovers

    @property
    def may_call_readers(self) -> bool:
        """Tell whether the author may have written the article's calls: it has front matter, and leads somewhere."""
        return bool(self.meta) and not self.provenance.is_bare

    @Analysis
    def is_derived(self) -> bool:
        """Tell whether the text shows by itself that it was taken in from elsewhere, or that a program rewrote it."""
        from copydesk.analysis.boilerplate.provenance import Level, sounds_rewritten

        return sounds_rewritten(self.plain, self.language) or self.provenance.level is Level.TAKEN_IN

    @Analysis
    def provenance(self) -> Provenance:
        """Tell whether the article is the site's own, or was taken in from elsewhere."""
        from copydesk.analysis.boilerplate.provenance import DECLARED, read_provenance

        if self.declared_level:
            return DECLARED[self.declared_level]
        return read_provenance(
            self.source,
            self.text,
            self.blocks,
            self.meta,
            self.page,
            is_own_markup=self.syntax.is_own_markup,
        )
