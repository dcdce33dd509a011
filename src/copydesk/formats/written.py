"""Where YAML, TOML or JSON says something: found again in its text, for what was read of it has no places."""

from __future__ import annotations

import re

from copydesk.findings import Span

_KEY = r"(?im)(?:^|[\s{{\[,.\"']){}(?=[\"']?\s*(?:[:=]|\]))"
_WHOLE = r"(?<![\w./*-]){}(?![\w./*-])"


def written_at(source: str, key: str, value: str = "") -> Span:
    """The place of a value behind a key, else that of the key, else the beginning. Case does not count in the key."""
    if not (found := re.search(_KEY.format(f"({re.escape(key)})"), source)):
        return Span(0, 0)
    behind = re.compile(_WHOLE.format(re.escape(value))).search(source, found.end()) if value else None
    return Span(*behind.span()) if behind else Span(*found.span(1))
