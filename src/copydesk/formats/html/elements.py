"""What the elements of HTML are to a reader of the text: blocks, places, what is not shown."""

from __future__ import annotations

import re

from copydesk.formats.html.tokens import Tag, attributes_of
from copydesk.support.patterns import compile_later

BLOCKS = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol option optgroup p search
    section select summary table tbody td tfoot th thead title tr ul pre listing plaintext iframe video audio object
    canvas""".split()
)
UNSEEN = frozenset(
    """head script style template noscript iframe noembed noframes object audio video canvas svg math select datalist
    textarea title xmp pre listing plaintext map applet""".split()
)
"""What a reader of the page does not see as text."""
CODE = frozenset(("code", "kbd", "samp", "tt", "var"))
"""What stands in the text as an object."""
_CODE_CLASSES = frozenset(
    ("code", "codeblock", "code-block", "sourcecode", "source-code", "programlisting", "literal-block")
)
_FORMULA_CLASSES = frozenset(
    ("katex", "katex-display", "math", "mathjax", "mathjax_display", "mwe-math-element")
)
_CODE_SIGNS = ("code", "programlisting", "literal-block", "katex", "math", "MathJax")
_MAY_HOLD_CODE = frozenset(("p", "div", "span"))
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
PLACES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list"),
    **dict.fromkeys(("td", "th"), "table"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("nav", "button"), "chrome"),
    "blockquote": "quote",
}
TITLES = frozenset(("admonition-title", "topic-title", "sidebar-title", "rubric"))
"""Classes that the generators of documentation give to headings that no outline shows."""
CHROME_ROLES = frozenset(("navigation", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"))
PART_ROLES = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
}
"""What the attribute “role” says of other elements than those of PAGE_PARTS."""
HINTING_TAGS = frozenset("nav header footer aside form figure article main address details".split())
"""Elements that, like classes and ids, tell whether their blocks are page or article."""
ENDS = {
    **dict.fromkeys(BLOCKS - {"body", "html", "title", "iframe"}, frozenset(("p", "head"))),
    "li": frozenset(("li", "p")),
    **dict.fromkeys(("dd", "dt"), frozenset(("dd", "dt", "p"))),
    **dict.fromkeys(("td", "th"), frozenset(("td", "th", "p"))),
    "tr": frozenset(("tr", "td", "th", "p")),
    "body": frozenset(("head",)),
}
"""A start tag of the one ends an open element of the others, if nothing that holds blocks stands between them."""
HIDING = compile_later(
    r"hidden|display\s*:\s*none|sr-only|screen-reader|visibility\s*:\s*hidden", re.IGNORECASE
)
"""Stands wherever an attribute may hide an element."""
_HIDING_CLASSES = frozenset(
    ("sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "screen-reader-only")
)


def is_hidden(tag: Tag) -> bool:
    """Tell whether an element's own attributes hide it from a reader."""
    if not HIDING.search(tag.attributes) and "hidden" not in tag.attributes:
        return False
    attributes = attributes_of(tag)
    style = attributes.get("style", "").lower().replace(" ", "")
    return (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or "display:none" in style
        or "visibility:hidden" in style
        or not _HIDING_CLASSES.isdisjoint(attributes.get("class", "").lower().split())
    )


def is_code(tag: Tag) -> bool:
    """Tell whether an element holds code or a formula: by its name, or by a class that it has almost alone."""
    if tag.name in CODE:
        return True
    if tag.name not in _MAY_HOLD_CODE or not any(sign in tag.attributes for sign in _CODE_SIGNS):
        return False
    classes = attributes_of(tag).get("class", "").lower().split()
    return len(classes) < 3 and not (_CODE_CLASSES | _FORMULA_CLASSES).isdisjoint(classes)
