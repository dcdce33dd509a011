"""Page names: tell by the words of an element's class, id and role whether it holds a part of the page.

Only whole words count: "share-bar" and "shareBar" name the page's share bar, "shareholders" and "postcard" nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.support.patterns import compile_later

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
"""What a site prints from its database beside an article."""
_PARTS = _FRAME | _OTHER_STORIES | _ASKS | _ADVERTISING | _READERS | _OF_THE_ARTICLE
_STATES = frozenset("has no not is with without hide show".split())
"""A name with such a word tells of something else: "has-sidebar", "no-ads"."""
_LONGEST = 5
"""A name of more words is made of a headline: "category-how-to-comment-on-a-law"."""


def names_page_part(names: Iterable[str]) -> bool:
    """Tell whether any of an element's classes, ids and roles (in lower case) names a part of the page."""
    for name in names:
        words = _WORD.findall(name)
        if len(words) <= _LONGEST and not _PARTS.isdisjoint(words) and _STATES.isdisjoint(words):
            return True
    return False
