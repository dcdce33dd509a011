"""A cache of what is worked out from an article's facts, which are too large to be compared or hashed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from copydesk.stories.article import Article

T = TypeVar("T")


def cached(work_out: Callable[[Article], T], size: int = 256) -> Callable[[Article], T]:
    """Keep the latest results of a function of an article, by the article's identity."""
    kept: OrderedDict[int, tuple[Article, T]] = OrderedDict()

    @wraps(work_out)
    def get(article: Article) -> T:
        if found := kept.get(id(article)):
            kept.move_to_end(id(article))
            return found[1]
        result = work_out(article)
        kept[id(article)] = (article, result)  # holds the article, so that its id stays its own
        if len(kept) > size:
            kept.popitem(last=False)
        return result

    return get
