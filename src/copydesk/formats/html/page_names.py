"""Page names: tell by the words of an element's class, id and role whether it holds a part of the page.

Only whole words count: "share-bar" and "shareBar" name the page's share bar, "shareholders" and "postcard" nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from copydesk.support.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = compile_later(r"[a-z]+")
_FRAME = frozenset(
    """nav navbar navigation menu submenu megamenu footer breadcrumb breadcrumbs sidebar toolbar pagination pager
    masthead topbar""".split()
)
"""What frames every page of a site."""
_OTHER_STORIES = frozenset(
    "related recommended recommendations trending popular teasers mostread readnext".split()
)
_ASKS = frozenset(
    """newsletter subscribe subscription signup cta promo promotion paywall cookie cookies consent gdpr modal popup
    lightbox donate""".split()
)
_ADVERTISING = frozenset("ad ads advert advertisement sponsor sponsored adslot".split())
_READERS = frozenset("comments respond disqus share sharing sharebar social sharethis addtoany".split())
_OF_THE_ARTICLE = frozenset(
    "author authors byline bio postmeta disclaimer disclosure tags taglist postnav".split()
)
"""What a site prints from its database beside an article: above its first paragraph that is its byline, below it an
author's box."""
_STANDFIRST = frozenset(
    """standfirst dek deck lead lede subtitle subheading subhead intro teaser summary abstract excerpt kicker vorspann
    chapo entradilla""".split()
)
_PARTS = _FRAME | _OTHER_STORIES | _ASKS | _ADVERTISING | _READERS
_STATES = frozenset("has no not is with without hide show".split())
"""A name with such a word tells of something else: "has-sidebar", "no-ads"."""
_MOST_LETTERS = 80
_LONGEST = 5
"""A name of more words is made of a headline: "category-how-to-comment-on-a-law"."""


def names_page_part(names: Iterable[str]) -> bool:
    """Tell whether any of an element's classes, ids and roles (in lower case) names a part of the page."""
    return _has(names, _PARTS)


def names_article_data(names: Iterable[str]) -> bool:
    """Tell whether any of them names what the site says of the article: its author, its tags."""
    return _has(names, _OF_THE_ARTICLE)


def names_standfirst(names: Iterable[str]) -> bool:
    """Tell whether any of them names the lines between a headline and its article."""
    return _has(names, _STANDFIRST)


def _has(names: Iterable[str], wanted: frozenset[str]) -> bool:
    return any(not wanted.isdisjoint(_words(name)) for name in names)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    """Return the words of a name; none if they do not tell what the element is. A page has few names, often."""
    words = frozenset(_WORD.findall(name)) if len(name) <= _MOST_LETTERS else frozenset()
    return words if len(words) <= _LONGEST and _STATES.isdisjoint(words) else frozenset()
