"""WordPress: which things in an export have a text, and the shortcodes in their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.formats.news.composing import Reading, read_html
from copydesk.formats.news.in_xml.contents import words_of
from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    import re

    from copydesk.formats.news.in_xml.xml_tree import XmlElement

_WITHOUT_TEXT = frozenset(
    "nav_menu_item revision custom_css customize_changeset oembed_cache user_request acf-field".split()
)
_OWN = "wp_"
"""So begin the names of what WordPress keeps for itself: templates, styles, patterns."""
_GONE = frozenset(("trash", "auto-draft"))
_SHORTCODE = compile_later(
    r"\[(/?)(?:((?:wp_)?caption)|gallery|embed|audio|video|playlist|[a-z][\w-]{0,40}(?=\s[^\[\]<>=]{0,40}=[\"'])"
    r"|(?<=/)[a-z][\w-]{0,40})(?:\s[^\[\]<>]*)?\]"
)


def has_text(source: str, item: XmlElement) -> bool:
    """Tell whether an item of an export is an article or a page, or a picture with its caption."""
    told = {
        each.name: words_of(source, each).text.strip() for each in item.named("wp:post_type", "wp:status")
    }
    kind = told.get("wp:post_type", "")
    return not (kind in _WITHOUT_TEXT or kind.startswith(_OWN) or told.get("wp:status") in _GONE)


def read_post(text: str) -> Reading:
    """Read the text of a post: HTML with shortcodes, in which empty lines part paragraphs.

    A shortcode is read as a tag of the same length: `[caption …]` as that of a caption.
    """
    return read_html(_SHORTCODE.sub(_as_tag, text) if "[" in text else text)


def _as_tag(shortcode: re.Match[str]) -> str:
    closing, is_caption = shortcode[1], shortcode[2]
    inner = len(shortcode.group()) - len("<>")
    name = f"{closing}caption" if is_caption == "caption" else "hr"
    return f"<{name.ljust(inner)}>"
