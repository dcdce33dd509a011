"""Inline marks: what Markdown, HTML and templates write inside one value or attribute, as fillers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.html.tokens import decode_references
from copydesk.formats.parsed import MARKUP, OBJECT, filled
from copydesk.formats.templating.templates import mask_urls
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    import re

_MAY_MARK = compile_later(r"[&<`*_\[{\\:]|www\.")
_THING = compile_later(r"\{\{[^{}\n]*\}\}|\{%[^{}%\n]*%\}|`+[^`\n]+`+")
"""What stands for a word: a tag of a template, code."""
_TAG = compile_later(r"</?[A-Za-z][^<>]*>|<!--[\s\S]*?-->")
_LINK = compile_later(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = compile_later(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)([^*_\n]*[^*_\s])\1(?!\w)")


def without_marks(text: str) -> str:
    """Return a text in which fillers stand for tags, addresses and emphasis, and characters for entities.

    The length stays. Code and tags of templates become an object each.
    """
    if not _MAY_MARK.search(text):
        return text
    if "`" in text or "{" in text:
        text = _THING.sub(lambda match: OBJECT + filled(match.group())[1:], text)
    if "<" in text:
        text = _TAG.sub(lambda match: filled(match.group()), text)
    if "](" in text:
        text = _LINK.sub(_words_of_link, text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(_words_of_emphasis, text)
    if "&" in text:
        text = decode_references(text, MARKUP)
    return mask_urls(text) if "://" in text or "www." in text else text


def _words_of_link(match: re.Match[str]) -> str:
    whole, (start, end) = match.group(), (match.start(1) - match.start(), match.end(1) - match.start())
    return filled(whole[:start]) + whole[start:end] + filled(whole[end:])


def _words_of_emphasis(match: re.Match[str]) -> str:
    marks = MARKUP * len(match[1])
    return marks + match[2] + marks
