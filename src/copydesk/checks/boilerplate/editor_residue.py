"""boilerplate/editor-residue."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.document import Document
from copydesk.findings import Flag, is_inside
from copydesk.rules import rule
from copydesk.support.patterns import one_of, regex_later

_BLOCK = regex_later(r"<!--\s{0,3}/?wp:[a-z][^<>\n]{0,300}-->")
# What only WordPress and its builders of pages fill in; no generator of sites that reads Markdown knows them.
_SHORTCODE = regex_later(
    one_of(
        r"\[caption [^\[\]\n]{0,100}(?:id=\\?[\"“”]attachment_|align=\\?[\"“”]align|width=)[^\[\]\n]{0,200}\]",
        r"\[/caption\]",
        r"\[gallery (?:[a-z]{2,20}=\\?[\"“”][^\[\]\n]{0,200})\]",
        r"\[/?(?:vc|et_pb)_[a-z_]{2,40}(?: [^\[\]\n]{0,300})?\](?![(\[])",
        r"\[(?:fusion|av|su|cs)_[a-z_]{2,40} [^\[\]\n=]{1,80}=[^\[\]\n]{0,300}\](?![(\[])",
        r"\[embed(?: [^\[\]\n]{0,80})?\](?=\S{1,300}?\[/embed\])",
        r"\[/embed\]",
    )
)
_VALUE = r"(?:\\?[\"“”'][^\"“”'\[\]\n]{0,200}[\"“”']|\d{1,9})"
# Alone on a line, tags of systems that fill in pages from a database. No generator reads “name:value” in double braces.
_TAG = regex_later(
    r"(?m)^[ \t]*"
    + one_of(
        r"\{\{ ?\p{L}[\p{L}\d_-]{1,40}: ?[\p{L}\d][\p{L}\d_./-]{0,80}(?:[ ]?\|[^{}\n]{1,100})? ?\}\}",
        r"%%[a-z][a-z\d_]{1,40}(?: [a-z][a-z\d_]{0,30}=[^%\s]{1,60}){1,6}%%",
        rf"\[[a-z][a-z\d_-]{{1,40}}(?: [a-z][a-z\d_-]{{0,30}}={_VALUE}){{1,9}} ?/?\]",
        r"\[\[[a-z][a-z\d_]{1,30}(?::[a-z\d_-]{1,40}| [a-z][a-z_]{0,30}=[^\[\]\n]{1,80})\]\]",
    )
    + r"(?=[ \t\r]*$)"
)
_TAG_SIGNS = ("{{", "%%", "=", "[[")
# A desk's own marks, “[standfirst]…[/standfirst]”, and containers whose class a system has given them. Forums close
# their marks in the same way; they are short, or among those that are named here.
_MARKED = regex_later(
    r"\[(?!quote|code|img|size|color|font|center|list|table|spoiler)(?P<tag>\p{Ll}{4,20})\](?!\()[^\[\]\n]{1,600}\[/(?P=tag)\](?!\()"
)
_CONTAINER = regex_later(
    r"(?m)^:{3,6} ?\{[^{}\n]{0,40}\.(?:wp-|elementor|et_pb|vc_|entry-|field-|views-|node-)[^{}\n]{0,160}\}(?=[ \t\r]*$)"
)
# What only a page around an article has; without front matter no generator reads the file.
_FURNITURE = regex_later(
    r"(?m)^\{\{[<%] ?(?:newsletter|sign-?up|subscribe|related|advert|ad-|ads\b|promo|paywall|share|donat|cta)[\w-]{0,30}(?: [^{}\n]{0,160})?[>%]\}\}(?=[ \t\r]*$)"
)
_TEASER_ENDS = regex_later(r"(?m)^[ \t]*<!--\s{0,3}(?:more|nextpage)\s{0,3}-->(?=[ \t\r]*$)")
_EMPTY_IMAGE = regex_later(
    r"!\[[^\[\]\n]{0,300}\]\([ ]{0,3}(?:data:image/[^()\s]{1,4000}+|#|about:blank)?[ ]{0,3}\)"
)
# A target with spaces, and neither a folder nor an ending: somebody tells which picture goes there.
_TOLD_IMAGE = regex_later(r"!\[[^\[\]\n]{0,300}\]\([\p{L}\d]{2,30}(?: [\p{L}\d,;:’–-]{1,30}){2,20}[!?]?\)")
_BREAK = regex_later(
    r"(?i:"
    + one_of(
        "(?:read|see|continue) (?:on|more|reading)|weiterlesen|mehr lesen|lire (?:la suite|plus)|leer más|seguir leyendo",
        "leggi tutto|continua a leggere|leia mais|continuar a ler|lees (?:verder|meer)|czytaj (?:dalej|więcej)",
        "läs (?:mer|vidare)|læs (?:mere|videre)|les (?:mer|videre)",
    )
    + r")[ \t.…»→]{0,4}<!--\s{0,3}(?:more|nextpage)\b[^<>\n]{0,80}-->"
)


@rule(generality=1)
def editor_residue(doc: Document) -> Iterator[Flag]:
    """A mark of another system's editor, or an image without a picture, was carried over.

    `<!-- wp:paragraph -->` and `[caption id="attachment_7"]` are for WordPress to read, `![](data:image/gif;base64,…)`
    holds the place of a picture until a script loads it, `{{gallery:lock-2021}}` and `[carousel ids="3,4"]` alone on a
    line are for a database's pages, `[ingress]…[/ingress]` and `::: {.wp-block-column}` came with a text that was moved, and `<!--more-->` behind the words “Read more” ended a teaser. Generators of sites
    that read Markdown know none of them. A `<!--more-->` in a line of its own is for them where a file has front matter,
    and code shows such marks: both stay silent.

    Bad: The lock was mended. Read more<!--more-->
    Good: The lock was mended in May.
    Measured: no finding in 3,065 news articles and 2,020 files of ten content repositories.
    """
    if doc.syntax.is_page:
        return
    source = doc.source
    if "<!--" in source:
        for mark in _BLOCK.finditer(source):
            yield from _unless_code(doc, *mark.span(), "the block editor of WordPress left this comment")
        for mark in _BREAK.finditer(source):
            yield from _unless_code(doc, *mark.span(), "the end of a teaser was marked here")
        for mark in () if doc.meta else _TEASER_ENDS.finditer(source):  # generators need front matter
            yield from _unless_code(doc, *mark.span(), "the end of a teaser was marked here")
    if any(sign in source for sign in _TAG_SIGNS):
        for mark in _TAG.finditer(source):
            yield from _unless_code(
                doc, *mark.span(), "the tag of another system stands here, and nothing fills it in"
            )
    if ":::" in source:
        for mark in _CONTAINER.finditer(source):
            yield from _unless_code(doc, *mark.span(), "a converter left this container of another system")
    if not doc.meta and ("{{<" in source or "{{%" in source):
        for mark in _FURNITURE.finditer(source):
            yield from _unless_code(
                doc, *mark.span(), "the tag of another system stands here, and nothing fills it in"
            )
    if "[/" in source:
        for mark in _MARKED.finditer(source):
            if not doc.is_mentioned(*mark.span()):
                yield from _unless_code(doc, *mark.span(), "the tags of an editing system stand around this")
    if "[" in source:
        for mark in _SHORTCODE.finditer(source):
            yield from _unless_code(doc, *mark.span(), "only WordPress fills in this shortcode")
    if "![" in source:
        for mark in _EMPTY_IMAGE.finditer(source):
            yield from _unless_code(doc, *mark.span(), "the picture that should be here was never loaded")
        for mark in _TOLD_IMAGE.finditer(source):
            yield from _unless_code(doc, *mark.span(), "this tells which picture goes here, and is none")


def _unless_code(doc: Document, start: int, end: int, message: str) -> Iterator[Flag]:
    if not is_inside(doc.code, start):
        yield Flag(start, end, message)
