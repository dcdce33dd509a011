"""Origins: which requests are answered at all.

A page in a browser can send requests to a server on the same machine: to its address, or to a name of its own that it
has let point there (DNS rebinding). So the server answers only to its own names, and of the browser's requests only
those of add-ons and apps, and of pages that whoever started it has allowed.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_ADD_ONS = ("chrome-extension://", "moz-extension://", "safari-web-extension://", "vscode-webview://")
_APPS = frozenset({"app://obsidian.md", "capacitor://localhost"})


class Origins:
    """Decides whether a request is answered.

    Args:
        host: the address that the server listens on.
        names: further names by which the server may be called.
        origins: pages, such as https://cms.example.org, that may ask.
    """

    def __init__(self, host: str, names: Collection[str] = (), origins: Collection[str] = ()) -> None:
        self._names = {*_OWN_NAMES, host.lower(), *map(str.lower, names)}
        self._origins = {each.rstrip("/").lower() for each in origins}

    def is_own_name(self, host: str | None) -> bool:
        """Tell whether the header Host names this server."""
        if not host or "@" in host:  # a name before the server's own
            return False
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name in self._names

    def may_ask(self, origin: str | None) -> bool:
        """Tell whether a request with this header Origin is answered; programs that are no browsers send none."""
        if origin is None:
            return True
        origin = origin.lower()
        return origin.startswith(_ADD_ONS) or origin in _APPS or origin in self._origins
