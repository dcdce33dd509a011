"""Recognised text: what an editor shows of an article beside its findings: hovers and an outline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lsprotocol import types as lsp

from copydesk.analysis.dates.display import shown
from copydesk.document import Document
from copydesk.findings import Finding, Span
from copydesk.rules import Rule
from copydesk.run.cross_file.sheets.draft_sheets import SheetRow
from copydesk.services.editor.positions import LinePositions

_LONGEST = 60


def hover(
    document: Document,
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    offset: int,
    lines: LinePositions,
    in_source: Callable[[], Iterable[SheetRow]],
) -> lsp.Hover | None:
    """Return what there is to say about a place: the pages of the rules that flag it; in a quotation who speaks, and
    what the article's sources have.

    Args:
        document: the article.
        findings: its findings.
        rules: all rules, by id.
        offset: the place, in code points of the file.
        lines: places as editors count them.
        in_source: returns what comes of each passage of the file that is held to declared sources.
    """
    here = [each for each in findings if each.start <= offset < max(each.end, each.start + 1)]
    texts = [_page(each, rules.get(each.rule)) for each in here]
    places = [Span(each.start, each.end) for each in here]
    for each in document.attributions:
        start, end = (document.start + place for place in (each.quotation.start, each.quotation.end))
        if start <= offset < end:
            said = _speaker(document, each.name, each.speaker)
            held = [_outcome(row) for row in in_source() if row.here.start <= offset < row.here.end]
            texts.append("\n\n".join(map(_as_words, (said, *held[:1]))))
            places.append(Span(start, end))
            break
    if not texts:
        return None
    narrowest = min(places, key=lambda place: place.end - place.start)
    return lsp.Hover(
        lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(texts)), lines.range(*narrowest)
    )


def _outcome(row: SheetRow) -> str:
    """Return what the sources have of a quotation: matches: wire/pier.txt:3:1."""
    told = ", ".join(filter(None, (str(row.outcome), row.how)))
    return f"Held to its source: {told}" + (f" ({row.there[0].where})" if row.there else "")


def _page(finding: Finding, rule: Rule | None) -> str:
    """Return the page of a rule, as `copydesk explain` has it, under the message of a finding."""
    parts = [f"**{finding.rule}** ({finding.family}, {finding.severity}): {_as_words(finding.message)}"]
    if rule:
        measured = f"Measured: {rule.measured}" if rule.measured else ""
        parts += filter(None, (rule.summary, rule.why, measured))
    return "\n\n".join(parts)


def _as_words(text: str) -> str:
    """Return a text of which Markdown makes nothing else: it may quote an article that a stranger wrote."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>&!" else each for each in text)


def _speaker(document: Document, name: str | None, speaker: object) -> str:
    words = shown(document.text, speaker.start, speaker.end) if speaker else ""  # type: ignore[attr-defined]
    if name and words and words != name:
        return f"Said by {name} (“{words}”)"
    return f"Said by {name or words}" if name or words else "The text does not tell who says this."


def outline(documents: Sequence[Document], lines: LinePositions) -> list[lsp.DocumentSymbol]:
    """Return the headings of an article, with the quotations under each and their speakers."""
    top: list[lsp.DocumentSymbol] = []
    for document in documents:
        _add_outline(document, lines, top)
    return top


def _add_outline(document: Document, lines: LinePositions, top: list[lsp.DocumentSymbol]) -> None:
    headings = [each for each in document.blocks if each.place == "heading"]
    ends = {}
    for number, block in enumerate(headings):
        after = (each.start for each in headings[number + 1 :] if each.level <= block.level)
        ends[block.start] = next(after, len(document.source))
    entries = [
        (each.start, each.end, each.level or 1, shown(document.text, each.start, each.end))
        for each in headings
    ]
    entries += [
        (
            each.quotation.start,
            each.quotation.end,
            0,
            f"{each.name or '…'}: {_start_of(document, each.quotation)}",
        )
        for each in document.attributions
    ]
    open_headings: list[tuple[int, lsp.DocumentSymbol]] = []
    for start, end, level, name in sorted(entries):
        own = lines.range(document.start + start, document.start + end)
        whole = lines.range(document.start + start, document.start + ends[start]) if level else own
        symbol = lsp.DocumentSymbol(
            name or "…",
            lsp.SymbolKind.String if level else lsp.SymbolKind.Event,
            whole,
            own,
            children=[],
        )
        while level and open_headings and open_headings[-1][0] >= level:
            open_headings.pop()
        siblings = open_headings[-1][1].children if open_headings else top
        list.append(siblings, symbol)  # type: ignore[arg-type]
        if level:
            open_headings.append((level, symbol))


def _start_of(document: Document, quotation: object) -> str:
    text = shown(document.text, quotation.start, quotation.end)  # type: ignore[attr-defined]
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
