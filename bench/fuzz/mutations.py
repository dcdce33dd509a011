"""Mutations: strategies for articles and settings that began as specimens and were changed in a few places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

LARGEST = 20_000
"""Code points of an article; a longer one is cut, for an article of this size must take milliseconds."""

MOST_MUTATIONS = 8
MOST_REPEATS = 3_000

_ANYWHERE = (
    "\0", "\t", "\r", "\r\n", "\n", "\n\n", " ", "\u00a0", "\u00ad", "\u200b", "\u202e", "\ufeff", "\ufffd", "\u0301",
    "\U0001f600", "𝔸", "İ", "ß", "ﬁ", "“", "”", "‘", "’", '"', "'", "«", "»", "„", "--", "—", "…", ".", ",", ":", ";",
    "?", "!", "(", ")", "[", "]", "{", "}", "#", "@", "12 May 2024", "30 February", "0001-01-01", "31/12/9999",
    "1,234,567", "yesterday", " said ", " said Ines Okafor", "Ines Okafar", "O’Dreevey", "Mc", " the the ",
    "exam-\nple", "Ã©", "â€™", "Ð¿Ñ€Ð¸", "Read more", "Share this article", "©", "www.example.org", "https://example.org/a?b=c",
)  # fmt: skip
_MARKDOWN = (
    "*", "**", "_", "`", "```\n", "~~~\n", "> ", "- ", "1. ", "# ", "\n===\n", "\n---\n", "---\n", "+++\n", "![", "](",
    "[x](y)", "![x](y)", "![a ![b](c) d](e)", "[^1]", "\n[^1]: ", "\n[a]: b\n", "<!--", "-->", "{{", "}}", "{%", "%}",
    "{{< x >}}", "<!-- copydesk-disable doubled-word -->", "<!-- copydesk-", "|", "\n|---|\n", "$", "$$", "\\", "<br>",
    "<a href=", "<sup>", "&amp", "&#x1F600;", "&#0;", ":::", "export const a = 1\n", "<Box a={", "\ntitle: a\n",
)  # fmt: skip
_HTML = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</i>", "<a href='", "<br/>", "<ul><li>", "<table>", "<td>", "<script>",
    "</script>", "<style>", "<!--", "-->", "<![CDATA[", "<?php", "?>", "<!DOCTYPE html>", "<svg>", "<template>",
    "<time datetime='0001-01-01'>", "<blockquote>", "<q>", "<pre>", "&lt;", "&amp", "&#8217;", "&#xD800;", "&#0;",
    "=", "<body hidden>", "<meta charset=utf-16>", "<html lang=xx>", "<article>", "</article>", "<nav>", "{{",
    "{# copydesk-",
)  # fmt: skip
_YAML = (
    ":", ": ", "- ", "? ", "&a ", "*a", "<<: *a", "!!python/object:os.system ", "!!binary ", "|", ">", "'", '"', "#",
    "---\n", "...\n", "\t", "{", "}", "[", "]", "~", "1e999", "0x1F", ".nan", "0001-01-01", "2026-02-30", "../", "/",
    "**",
    "*a*a*a*b", "(?:a|a)*b", "(a+)+$", "(", "[a-", "\\", "{{x}}", "\\p{", "(?P<a>", "preset: strict\n", "  ",
)  # fmt: skip
_PIECES: Mapping[str, Sequence[str]] = {
    ".txt": _ANYWHERE,
    ".md": (*_ANYWHERE, *_MARKDOWN),
    ".mdx": (*_ANYWHERE, *_MARKDOWN, *_HTML),
    ".html": (*_ANYWHERE, *_HTML),
    ".yaml": (*_ANYWHERE, *_YAML),
}
_SUFFIXES_OF = {".md": (".md", ".mdx"), ".txt": (".txt", ".md", ".html"), ".html": (".html", ".mdx")}
"""What a specimen may be read as, by its own suffix."""

_UNIT = re.compile(r"\n\n+|(?<=[.!?:>])\s+|\s+")
"""Where a text may be cut: between paragraphs, sentences and words."""


class Text(NamedTuple):
    """A mutated text, and the suffix of the file that it is written to."""

    suffix: str
    text: str

    def data(self) -> bytes:
        """Return the text in UTF-8; lone surrogates as their three bytes, which are not valid there."""
        return self.text.encode("utf-8", "surrogatepass")


class _Places(NamedTuple):
    """What a mutation works with: three places of the text, in order; a piece; a number; and another specimen."""

    start: int
    middle: int
    end: int
    piece: str
    times: int
    other: str


def _insert(text: str, at: _Places) -> str:
    return text[: at.start] + at.piece + text[at.start :]


def _pump(text: str, at: _Places) -> str:
    return text[: at.start] + at.piece * at.times + text[at.start :]


def _replace(text: str, at: _Places) -> str:
    return text[: at.start] + at.piece + text[at.middle :]


def _delete(text: str, at: _Places) -> str:
    return text[: at.start] + text[at.middle :]


def _repeat(text: str, at: _Places) -> str:
    return text[: at.middle] + text[at.start : at.middle] * min(at.times, 200) + text[at.middle :]


def _swap(text: str, at: _Places) -> str:
    return text[: at.start] + text[at.middle : at.end] + text[at.start : at.middle] + text[at.end :]


def _wrap(text: str, at: _Places) -> str:
    return text[: at.start] + at.piece + text[at.start : at.middle] + at.piece + text[at.middle :]


def _nest(text: str, at: _Places) -> str:
    depth = min(at.times, 500)
    marks = at.piece * depth
    return text[: at.start] + marks + text[at.start : at.middle] + marks + text[at.middle :]


def _intersperse(text: str, at: _Places) -> str:
    return text[: at.start] + at.piece.join(_UNIT.split(text[at.start : at.end])) + text[at.end :]


def _splice(text: str, at: _Places) -> str:
    return text[: at.start] + at.other[at.start : at.end] + text[at.middle :]


def _garble(text: str, at: _Places) -> str:
    garbled = text[at.start : at.middle].encode("utf-8", "replace").decode("cp1252", "replace")
    return text[: at.start] + garbled + text[at.middle :]


def _truncate(text: str, at: _Places) -> str:
    return text[: at.end]


def _one_line(text: str, at: _Places) -> str:
    return text[: at.start] + text[at.start : at.end].replace("\n", " ") + text[at.end :]


def _swap_case(text: str, at: _Places) -> str:
    return text[: at.start] + text[at.start : at.middle].swapcase() + text[at.middle :]


_MUTATIONS: Sequence[Callable[[str, _Places], str]] = (
    _insert, _pump, _replace, _delete, _repeat, _swap, _wrap, _nest, _intersperse, _splice, _garble, _truncate,
    _one_line, _swap_case,
)  # fmt: skip


def articles(folder: Path) -> st.SearchStrategy[Text]:
    """Return a strategy of mutated articles; the specimens are the articles in a folder."""
    specimens = _specimens(folder, _SUFFIXES_OF)
    if not specimens:
        raise FileNotFoundError(f"{folder}: there are no articles (.txt, .md, .html) in this folder")
    return _mutated([(each, suffix) for each in specimens for suffix in _SUFFIXES_OF[each.suffix]])


def settings_files(folders: Sequence[Path]) -> st.SearchStrategy[Text]:
    """Return a strategy of mutated YAML; the specimens are the YAML files in these folders, and below."""
    specimens = [each for folder in folders for each in _specimens(folder, (".yaml",))]
    return _mutated([(each, ".yaml") for each in specimens])


def _specimens(folder: Path, suffixes: Sequence[str] | Mapping[str, object]) -> list[Text]:
    files = sorted(file for file in folder.rglob("*") if file.suffix in suffixes)
    return [Text(file.suffix, file.read_text("utf-8")) for file in files]


@st.composite
def _mutated(draw: st.DrawFn, specimens: Sequence[tuple[Text, str]]) -> Text:
    specimen, suffix = draw(st.sampled_from(specimens))
    text = specimen.text
    pieces = st.sampled_from(_PIECES[suffix])
    for mutate in draw(st.lists(st.sampled_from(_MUTATIONS), max_size=MOST_MUTATIONS)):
        start, middle, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 3)))
        times = draw(st.integers(1, 40) | st.integers(40, MOST_REPEATS))
        piece = draw(pieces) + draw(st.just("") | pieces)
        other = draw(st.sampled_from(specimens))[0].text
        text = mutate(text, _Places(start, middle, end, piece, times, other))[:LARGEST]
    return Text(suffix, text)
