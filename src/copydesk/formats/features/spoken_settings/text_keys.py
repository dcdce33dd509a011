"""Text keys: which keys of front matter have a value that readers see, and the kind of place that it stands in."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from copydesk.support.patterns import compile_later

_HEADLINES = (
    "title headline heading header subtitle subheadline subheading subhead linktitle shorttitle kicker tagline"
    " titel untertitel titre titulo título titolo ondertitel"
)
_PROSE = (
    "description summary excerpt abstract blurb teaser deck dek standfirst lede lead intro introduction"
    " beschreibung resumen descripcion descripción resumo descricao descrição chapo sommario"
)
_CAPTIONS = "caption cutline alt alttext imagealt legend"
_BYLINES = "byline author authors"

PLACES_OF_KEYS = {
    **dict.fromkeys(_HEADLINES.split(), "heading"),
    **dict.fromkeys(_PROSE.split(), "body"),
    **dict.fromkeys(_CAPTIONS.split(), "caption"),
    **dict.fromkeys(_BYLINES.split(), "list"),
}
"""The last word of a key, in lower case, and the place of its value, one of `rules.PLACES`."""

_WORDS = compile_later(r"[^\W_]+")
_HUMP = compile_later(r"(?<=[a-z])(?=[A-Z])")


class TextKeys(NamedTuple):
    """The keys whose values are text.

    Attributes:
        also: further ones that the configuration names, in lower case.
        never: those that are settings although their name looks like a text's, in lower case.
    """

    also: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def place(self, key: str) -> str:
        """Return the place of a key's value, one of `rules.PLACES`; empty if it is a setting."""
        return _place(key, self)


@lru_cache(1024)
def _place(key: str, keys: TextKeys) -> str:
    written = key.lower()
    if written in keys.never:
        return ""
    words = _WORDS.findall(_HUMP.sub("-", key).lower())
    known = PLACES_OF_KEYS.get(words[-1], "") if words else ""
    if not known and len(words) > 1:
        known = PLACES_OF_KEYS.get("".join(words[-2:]), "")
    return known or ("body" if written in keys.also else "")


DEFAULT_KEYS = TextKeys()
