"""Cuts: delete the lines that boilerplate fills, and nothing else; what cannot be deleted like that stays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from copydesk.analysis.boilerplate.line_model import MOST_WORDS, SHARED, features, table, weigh
from copydesk.engine.kept_markup import is_plain, without_markup_changes
from copydesk.findings import BOILERPLATE, Finding, Span
from copydesk.formats.parsed import MARKUP, OBJECT, WORDLESS
from copydesk.run.fixes.cutting.own_clauses import has_own_clause
from copydesk.run.fixes.cutting.page_elements import element_around
from copydesk.run.fixes.cutting.pointers import Pointers
from copydesk.run.fixes.cutting.remains import is_frame, with_frame, would_be_broken
from copydesk.run.fixes.cutting.seams import CUT_OUT, Seams
from copydesk.run.fixes.cutting.template_tags import TemplateTags
from copydesk.support.patterns import compile_later
from copydesk.support.source_text import LINE_END, Replacement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copydesk.document import Document

_BARE_LINE = compile_later(
    r"(?:[\s>*+#_~-]|</?(?:[abiu]|br|d[dlt]|div|em|h[1-6r]|li|nav|[ou]l|p|section|small|span|strong)\b[^<>]*>)*\Z"
)
"""A line of bullets or of tags that stand around words; it goes with the lines around it."""
_EMPTY_LINE_ABOVE = compile_later(r"(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)\Z")
_REST_OF_LINE = compile_later(r"[^\S\r\n]*(?:\r\n|\n|\r)")
_LINE = compile_later(r"[^\r\n]+")
_BEGINNING = compile_later(
    r"(?<![\r\n])[\r\n]+(?=[^\w\r\n]*[^\W\d_a-zà-öø-ÿ])|(?<=[^\W\d_]{3}[.!?…])[ \t]+(?=[^\W\d_a-zà-öø-ÿ])"
)
"""Before a line with a capital, and behind a mark that may end an abbreviation such as “Dec.”, or a sentence."""
_MARGIN = 1_000
"""How far beside a passage, in code points, its line may begin and end: there are only bullets, marks and tags."""
_ARTICLE = -1.0
"""The log odds, by its words, below which a line is the article's and not the page's."""
_PAGE = 0.5
"""The log odds below which a whole sentence beside others may be the article's: an article, too, has short ones."""
_WHOLE = compile_later(r"[.!?…。！？؟।][”’\"'»)\]]*\Z")
_SENTENCE = 4
"""So many words beside a whole sentence are one, too, even if no mark ends them."""
_ADDRESS = compile_later(r"<?(?:[a-zA-Z]{2,10}:|www\.|[\w.+%-]{1,64}@)")
_THING = compile_later(
    r"(?i)(?:<|&lt;)(?:audio|canvas|code|embed|figure|iframe|img|input|math|object|picture|pre|script|svg|table|video)\b"
)
"""A tag of what no leftover is made of; the readers fill the place of some of them like that of other tags."""
_FURTHER_LINE = compile_later(r"(?:\r\n|\n|\r)([ \t>]*+)([^\r\n]+)")
_LEAD_IN = compile_later(r"(?<=[:\])])\s+(?=[^\r\n]{12,}[.!?…][”’\"']?\s*\Z)")
"""Between a lead-in, such as “Here is the article you asked for:”, and a whole sentence behind it on the line."""
_CALLS = frozenset({"continue-reading", "follow-prompt", "newsletter-prompt"})
"""Rules that know a call by its beginning, behind which anything may follow."""
_SURE = 1.0
"""The log odds from which on such a call is the page's, even if it names nothing that only a page has."""
_ELSEWHERE = compile_later(
    r"(?i)[@#]\w|\bwww\.|\w\.(?:com|org|net)\b|facebook|instagram|twitter|youtube|whatsapp|telegram|tik ?tok"
    r"|linkedin|mastodon|bluesky|pinterest|snapchat|flipboard|patreon|google|messenger|viber|discord|reddit|threads"
    r"|(?-i:\bX\b)|\b(?:rss|podcasts?|apps?|e-?mails?|websites?|social media|redes sociales)\b"
)
_LETTER = compile_later(
    r"(?i)newsletter|nyhe[dt]sbrev|nieuwsbrief|bolet[ií]n|bulletin|infolettre|zpravodaj|biuletyn|рассылк|розсилк"
    r"|\b(?:our|notre|unser\w*|nuestr[oa]|noss[oa]|nostr[oa]|ons|vår|vores|nasz\w*|náš|наш\w*)"
    r" (?:channel|page|blog|chaîne|kanal|kanał|kanál|kanaal|canale?|seite|página|pagina|sida|side|канал)"
)
"""What a call of a page names, and an article's sentence hardly."""
_LIKELIER = 0.0
"""The log odds below which such a sentence is likelier the article's than the page's."""
_NOTHING = f"{MARKUP} \t\r\n"
_DECORATION = "|*_~>•·- \t\r\n"

_OTHER_TEXT = "other text stands on the same line"
_OTHER_IN_ELEMENT = "other text or a picture stands in the same paragraph of the page"
_OTHER_THING = "a picture, code or a tag of a template stands among its words"
_TEMPLATE_TAG = "a tag of a template stands in it, and other text may be shown or hidden by that"
_TEMPLATE = "the file is the template of a page, and what stands in it may be meant"
_LONGER = "the paragraph around it goes on above or below"
_SUPPRESSED = "a comment before it, which suppresses findings, would hold for what follows"
_POINTED_AT = "what is left of the text refers to it, or counts it"
_WORKS_ELSEWHERE = "something in it counts elsewhere in the text, such as a note or a list of contents"
_OWN_SENTENCE = "one of its sentences may belong to the article"
_DAMAGE = "without it the markup around it would be broken, or mean something else"


_ROUNDS = 20
"""So often the text around is looked at again after some cuts are refused; what is not settled then stays."""


class Cut(NamedTuple):
    """Lines to delete, and the finding that marks them; or the reason why they stay."""

    start: int
    end: int
    finding: Finding
    refused: str = ""


def cuts_of(document: Document, findings: Sequence[Finding]) -> list[Cut]:
    """Return the cuts of the boilerplate that some findings mark, in order; among them those that are refused."""
    passages = _passages(document, sorted(findings))
    if not passages:
        return []
    cutter = _Cutter(document)
    cuts = sorted(
        cutter.cut(stretch, finding)
        for passage, finding in passages
        for stretch in _stretches(document, passage)
    )
    if document.syntax.is_page:
        cuts = _with_emptied_elements(document.source, cuts)
    pointers, tags = Pointers(document), TemplateTags(document)
    cuts = [
        cut
        if cut.refused
        else _without_things(document, _without_pointers(pointers, _without_tags(tags, cut)))
        for cut in cuts
    ]
    cuts = _without_seams(document, cuts)
    changes: list[tuple[Replacement, Cut]] = []
    for cut in cuts:
        if not cut.refused and (not changes or cut.start >= changes[-1][0].end):
            changes.append((Replacement(cut.start, cut.end, ""), cut))
    harmful = {cut for _, cut in changes}.difference(without_markup_changes(document, changes))
    cuts = [cut._replace(refused=_DAMAGE) if cut in harmful else cut for cut in cuts]
    return _without_seams(document, cuts)


def _without_seams(document: Document, cuts: list[Cut]) -> list[Cut]:
    """Refuse the cuts that would harm the text around them. What then stays is a part of the text around the others."""
    cuts, seams = list(cuts), Seams(document)
    for _ in range(_ROUNDS):
        made = [number for number, cut in enumerate(cuts) if not cut.refused]
        staying = [Span(*cut[:2]) for cut in cuts if cut.refused]
        objections = dict(seams.objections([Span(*cuts[number][:2]) for number in made], staying))
        for index, reason in objections.items():
            cuts[made[index]] = cuts[made[index]]._replace(refused=reason)
        if not objections:
            return cuts
    return [cut if cut.refused else cut._replace(refused=CUT_OUT) for cut in cuts]


def _without_things(document: Document, cut: Cut) -> Cut:
    """Refuse a cut that would take a picture, code or a tag of a template with it; an address is as good as a word."""
    if cut.refused:
        return cut
    source, text, (start, end) = document.source, document.whole_text, cut[:2]
    at = text.find(OBJECT, start, end)
    while at >= 0 and _ADDRESS.match(source, at):
        at = text.find(OBJECT, at + 1, end)
    if at < 0 and not (document.syntax.is_markup and _THING.search(source, start, end)):
        return cut
    return cut._replace(refused=_OTHER_IN_ELEMENT if document.syntax.is_page else _OTHER_THING)


def _without_tags(tags: TemplateTags, cut: Cut) -> Cut:
    """Refuse a cut that would take a tag of a template with it, or anything of a page's template."""
    if tags.stand_in(Span(*cut[:2])):
        return cut._replace(refused=_TEMPLATE_TAG)
    return cut._replace(refused=_TEMPLATE) if tags.make_page else cut


def _without_pointers(pointers: Pointers, cut: Cut) -> Cut:
    """Refuse a cut of what something else in the source speaks of: a comment for copydesk, a link, a number."""
    if cut.refused:
        return cut
    lines = Span(*cut[:2])
    if pointers.suppress(lines):
        return cut._replace(refused=_SUPPRESSED)
    if pointers.point_at(lines):
        return cut._replace(refused=_POINTED_AT)
    return cut._replace(refused=_WORKS_ELSEWHERE) if pointers.has_what_works_elsewhere(lines) else cut


def _with_emptied_elements(source: str, cuts: list[Cut]) -> list[Cut]:
    """Return the cuts; those that are all an element holds become one, of the whole element."""
    joined: list[Cut] = []
    runs: list[list[Cut]] = []
    for cut in cuts:
        if (
            runs
            and not (cut.refused or runs[-1][-1].refused)
            and not source[runs[-1][-1].end : cut.start].strip()
        ):
            runs[-1].append(cut)
        else:
            runs.append([cut])
    for run in runs:
        whole = None if run[0].refused else element_around(source, Span(run[0].start, run[-1].end))
        joined += [Cut(*whole, run[0].finding)] if whole else run
    return joined


def _passages(document: Document, findings: Sequence[Finding]) -> list[tuple[Span, Finding]]:
    """Return each boilerplate passage; findings next to each other on one line become one passage."""
    passages: list[tuple[Span, Finding]] = []
    for finding in findings:
        if finding.family != BOILERPLATE or finding.suggestions or finding.stays:
            continue
        if passages and not document.source[passages[-1][0].end : finding.start].strip(" \t"):
            (start, end), first = passages.pop()
            passages.append((Span(start, max(end, finding.end)), first))
        else:
            passages.append((Span(finding.start, finding.end), finding))
    return [(span, finding) for span, finding in passages if not document.is_garbled(*span)]


def _stretches(document: Document, passage: Span) -> Iterator[Span]:
    """Yield the parts of a passage between lines that say nothing to readers, such as tags of templates: these stay."""
    start = end = None
    for line in _LINE.finditer(document.source, *passage):
        words = document.text[line.start() : line.end()]
        if not words.strip(WORDLESS):
            if _BARE_LINE.match(line.group()):
                continue
            if start is not None and end is not None:
                yield Span(start, end)
            start = end = None
            continue
        start = line.start() if start is None else start
        end = line.end()
    if start is not None and end is not None:
        yield Span(start, end)


class _Cutter:
    """Finds the lines of one document that passages fill."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._weights = table(document.language or SHARED)
        self._last = len(document.source.rstrip())

    def cut(self, passage: Span, finding: Finding) -> Cut:
        """Cut the lines of a passage, with one empty line next to them; in a page its element if it fills no lines."""
        if finding.rule in _CALLS and self._is_unlike_a_call(passage):
            return Cut(*passage, finding, _OWN_SENTENCE)
        cut = self._cut_lines(passage, finding)
        is_page = self._document.syntax.is_page
        if cut.refused in (_OTHER_TEXT, _DAMAGE) and is_page and not self._has_own_sentence(passage):
            element = element_around(self._document.source, passage)
            if element:
                return Cut(*element, finding)
            return cut._replace(refused=_OTHER_IN_ELEMENT) if cut.refused == _OTHER_TEXT else cut
        return cut

    def _cut_lines(self, passage: Span, finding: Finding) -> Cut:
        document, source = self._document, self._document.source
        lines = self._lines_of(passage)
        if not lines:
            return Cut(*passage, finding, _OTHER_TEXT)
        if self._reaches_out(lines, passage) and not is_plain(document, *passage):
            return Cut(*passage, finding, _LONGER)
        if self._has_own_sentence(passage):
            return Cut(*passage, finding, _OWN_SENTENCE)
        lines = with_frame(source, lines) if document.syntax.is_markup else lines
        if would_be_broken(document, lines):
            return Cut(*passage, finding, _DAMAGE)
        start, end = lines
        if end >= self._last:  # these are the last lines: delete the empty line before them
            body = len(source[:start].rstrip())
            rest = _REST_OF_LINE.match(source, body) if body else None
            return Cut(rest.end() if rest else 0, len(source), finding)
        if is_empty_before(source, start) and (next_line := LINE_END.match(source, end)):
            end = next_line.end()
        return Cut(start, end, finding)

    def _lines_of(self, passage: Span) -> Span | None:
        """Return the lines that a passage fills, each with its end; None if they hold something else too."""
        source, (start, end) = self._document.source, passage
        first, last = max(0, start - _MARGIN), min(len(source), end + _MARGIN)
        line_start = max(source.rfind("\n", first, start), source.rfind("\r", first, start)) + 1
        ending = LINE_END.search(source, end, last)
        line_end = ending.start() if ending else last
        if (first and not line_start) or (last < len(source) and not ending):
            return None
        if not is_frame(source[line_start:start], source[end:line_end]):
            return None
        return Span(line_start, ending.end() if ending else line_end)

    def _reaches_out(self, lines: Span, passage: Span) -> bool:
        """Tell whether a block with a part of a passage reaches beyond the passage's lines."""
        first, last = self._blocks(passage)
        if first == last:
            return False
        text, blocks = self._document.text, self._document.blocks
        outside = text[blocks[first].start : lines.start], text[lines.end : blocks[last - 1].end]
        return any(part.strip(_NOTHING) for part in outside)

    def _has_own_sentence(self, passage: Span) -> bool:
        """Tell whether a block of a passage holds several sentences of which one may be the article's own.

        The rules take what follows a call in its line for a part of it, since a page goes on after its calls too.
        """
        blocks = self._document.blocks[slice(*self._blocks(passage))]
        return any(self._has_own_line(Span(*block[:2]), passage) for block in blocks) or any(
            self._has_own(sentences) or any(map(self._leads_in, sentences)) or self._goes_on(sentences)
            for sentences in (self._sentences(Span(*block[:2]), passage) for block in blocks)
        )

    def _has_own(self, sentences: Sequence[str]) -> bool:
        has_whole = any(map(_WHOLE.search, sentences))
        return len(sentences) > 1 and any(self._is_own(each, beside_whole=has_whole) for each in sentences)

    def _is_unlike_a_call(self, passage: Span) -> bool:
        """Tell whether a sentence that begins like a call has little else of a page: Follow us on the road, on Monday.

        A page names what only a page has, or has no sentence.
        """
        blocks = self._document.blocks[slice(*self._blocks(passage))]
        sentences = [each for block in blocks for each in self._sentences(Span(*block[:2]), passage)]
        if len(sentences) != 1 or not _WHOLE.search(sentences[0]):
            return False
        words = sentences[0]
        known = self._weight(words), weigh(table(SHARED), features(words))  # it may be in another language
        names_nothing = not (_ELSEWHERE.search(words) or _LETTER.search(words) or self._has_address(passage))
        is_unlike = len(words.split()) > _SENTENCE and max(known) < _PAGE
        return is_unlike or (names_nothing and max(known) < _SURE)

    def _has_address(self, passage: Span) -> bool:
        """Tell whether a passage has a link."""
        return "://" in self._document.source[passage.start : passage.end + 1] or (
            self._document.text.find(OBJECT, *passage) >= 0
        )

    def _goes_on(self, sentences: Sequence[str]) -> bool:
        """Tell whether a sentence that begins like a page's goes on as the article's, as with “, said the mayor”.

        A headline behind a label, or among others, does that too; no mark ends it.
        """
        return any(
            has_own_clause(each, self._document.language)
            for each in sentences
            if _WHOLE.search(each) or (len(sentences) == 1 and ":" not in each)
        )

    def _has_own_line(self, block: Span, passage: Span) -> bool:
        """Tell whether a block goes on, in a further line of the passage, with what may be the article's own: a line
        that stands deeper, or one that reads like an article. A call that is broken into lines reads like a page.
        """
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        source, text = self._document.source, self._document.text
        first = start - 1 - max(source.rfind("\n", 0, start), source.rfind("\r", 0, start))
        for line in _FURTHER_LINE.finditer(source, start, end):
            words = text[line.start(2) : line.end(2)].replace(MARKUP, "").strip(_DECORATION)
            is_deeper = not self._document.syntax.is_page and len(line[1].expandtabs(4)) > first + 3
            if words and (is_deeper or self._weight(words) < _PAGE):
                return True
        return False

    def _weight(self, words: str) -> float:
        found = features(words)
        return weigh(self._weights, found) if found else _PAGE

    def _leads_in(self, sentence: str) -> bool:
        """Tell whether a sentence of the article stands behind a lead-in that is none."""
        behind = _LEAD_IN.split(sentence, 1)[1:]
        return any(weigh(self._weights, found) < _LIKELIER for each in behind if (found := features(each)))

    def _sentences(self, block: Span, passage: Span) -> list[str]:
        """Return the sentences of a block, as far as a passage goes; a line that begins with a capital begins one."""
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        sentences, text = self._document.sentences, self._document.text
        first = bisect_right(sentences, start, key=attrgetter("end"))
        last = bisect_left(sentences, end, lo=first, key=attrgetter("start"))
        parts = (text[max(start, each.start) : min(end, each.end)] for each in sentences[first:last])
        lines = (line for part in parts for line in _BEGINNING.split(part.replace(MARKUP, "")))
        return [words for line in lines if (words := line.strip(_DECORATION))]

    def _is_own(self, sentence: str, *, beside_whole: bool) -> bool:
        is_whole = bool(_WHOLE.search(sentence))
        if beside_whole and not is_whole and len(sentence.split()) >= _SENTENCE:
            sentence, is_whole = f"{sentence}.", True
        found = features(sentence)
        least = _PAGE if is_whole else _ARTICLE
        return (bool(found) and weigh(self._weights, found) < least) or len(sentence.split()) > MOST_WORDS

    def _blocks(self, passage: Span) -> tuple[int, int]:
        """Return the number of the first block that a passage touches, and of the first behind it."""
        blocks = self._document.blocks
        first = bisect_right(blocks, passage.start, key=attrgetter("end"))
        return first, bisect_left(blocks, passage.end, lo=first, key=attrgetter("start"))


def is_empty_before(source: str, line_start: int) -> bool:
    """Tell whether the line above is empty or missing."""
    above = source[max(0, line_start - 80) : line_start]
    return not above.strip(" \t") or _EMPTY_LINE_ABOVE.search(above) is not None
