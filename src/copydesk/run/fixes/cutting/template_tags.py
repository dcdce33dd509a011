"""Template tags: tell whether a tag of any template language stands in what is to be deleted.

Such a tag may open or close something: without `{% if %}` or `{% comment %}`, what it hid would be shown. Which system
reads a file is not to be seen in it, so that a tag of any of them stays.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.support.patterns import compile_later, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.document import Document
    from copydesk.findings import Span

_TAG = compile_later(
    one_of(
        r"\{[{%#!]|[%#!}]\}",  # {{ value }}, {% if members %}, {# a remark #}
        r"\{/\*|\*/\}|\{[/@:$]?[a-zA-Z$][^{}\r\n]{0,200}\}",  # {if $members}, {/if}, {:else}, {$name}
        r"<%|%>|<\?(?!xml\s)|(?<!\w)\?>",  # <% if members %>, <?php … ?>
        r"</?[#@][a-zA-Z]|\[/?#[a-zA-Z]",  # <#if members>, <@box>, [#if members]
        r"<!--\s*(?:/?wp:|/?ko\b|#|/?esi|\[)",  # <!-- wp:group -->, <!--#if -->, <!--[if IE]>
        r"</?(?i:(?:asp|c|esi|f|jsp|metal|py|s|tal|ui|xsl):[a-z]|t?mpl_|cf[a-z]|template\b)",  # <c:if>, <TMPL_IF>
        r"\[%|%\]|\[\[[^\[\]\r\n]|\[[!~*$][\w.-]",  # [% IF members %], [[*pagetitle]], [!Snippet!]
        r"[$#@*]\{[^{}\r\n]|\$(?:if|else|end|for|sep)\w*(?:\([^()\r\n]{0,200}\))?\$",  # ${name}, $if(members)$
        r"%%\S|(?<!\w)%(?![0-9A-Fa-f]{2}%)[A-Za-z]\w*[%:]|%\(\w{1,60}\)s",  # %%name%%, %name%, %(name)s
        r"\*\|[A-Z]|##[A-Z]|@@[A-Za-z]",  # *|IF:MEMBER|*, ##NAME##, @@name@@
        r"(?m:^[ \t]*#(?:if|else|elseif|end|foreach|set|parse|include|macro|stop)\b)",  # Velocity
        r"(?m:^[ \t]*@(?:(?:end|else)?(?:if|unless|section|auth|guest)|(?:end)?for(?:each)?|extends|yield|include)\b)",
        r"\[/[a-z][\w-]*\](?!\()|\[[a-z][\w-]*(?:\s[^\[\]\r\n=]{0,60})?=[^\[\]\r\n]",  # [/box], [box wide="1"]
        r"\[[a-z][a-z-]{1,30}:[\w:-]{1,60}\]",  # [node:title]
        r"\[(?:audio|caption|embed|gallery|playlist|toc|video)\](?![(\[:])",
        r"(?m:^[ \t>]*:{2,}[a-zA-Z{])",  # ::figure{…}, :::note
    )
)
_BRACKETED = compile_later(r"\[([a-z][\w-]{0,40})\](?![(\[:])")
"""A tag if something closes it."""
_STATEMENT = compile_later(
    one_of(
        r"\{%-?\s*[a-zA-Z]|\{\{[~-]?\s*[#^/>!\w.$\"']",
        r"<%(?:[=@!-]|\s)|<\?(?:php|=)|</?#[a-zA-Z]|\[%-?\s*[A-Z]",
        r"(?m:^[ \t]*@(?:if|foreach|extends|section|yield|include)\s*\()",
        r"\{/?(?:if|foreach|block|include|section)\b[^{}\r\n;]{0,200}\}",
    )
)
_CUT_SHORT = compile_later(r"[….]*\s?\[\+ ?\d{1,6} char(?:acter)?s\]|\[ad_\d\]")
"""No tags, although they look so: where a text was cut short, and a place for an advertisement."""


class TemplateTags:
    """The template tags of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = document.source

    def stand_in(self, lines: Span) -> bool:
        """Tell whether a tag stands between two offsets, whole or in part."""
        deleted = _CUT_SHORT.sub("", self._source[lines.start : lines.end])
        return _TAG.search(deleted) is not None or any(
            f"[/{match[1]}]" in self._source for match in _BRACKETED.finditer(deleted)
        )

    @cached_property
    def make_page(self) -> bool:
        """Tell whether the document is a page's template rather than a page; its scripts may hold others."""
        if not self._document.syntax.is_page or not _STATEMENT.search(self._source):
            return False
        return any(_STATEMENT.search(part) for part in self._seen_parts())

    def _seen_parts(self) -> Iterator[str]:
        """Yield the text of a page, and its tags, without scripts, style sheets and remarks."""
        from copydesk.formats.html.tokens import read_tags

        yield self._document.text
        for tag in read_tags(self._source):
            if tag.name in ("script", "style"):
                yield tag.attributes
            elif not self._source.startswith("<!--", tag.start):
                yield self._source[tag.start : tag.end]
