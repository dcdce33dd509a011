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


_USUAL_PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> str:
    """Return what browsers send as the origin of a site's pages: its scheme, name and port, without the usual port.

    Raises:
        ValueError: the address is not that of a site; the message says how it should be written.
    """
    address = address.strip().rstrip("/")
    if address == "*":
        raise ValueError(
            "“*” would let every page in a browser ask; name each site, such as https://cms.example.org"
        )
    if "://" not in address:
        raise ValueError(f"“{address}” is no address of a site; did you mean “https://{address}”?")
    parts = urlsplit(address)
    try:
        name, port = parts.hostname, parts.port
    except ValueError:
        name, port = None, None
    if not name or "*" in name or "@" in parts.netloc:
        raise ValueError(f"“{address}” is no address of a site, such as https://cms.example.org")
    shown = f"[{name}]" if ":" in name else name
    origin = f"{parts.scheme}://{shown}"
    if port and port != _USUAL_PORTS.get(parts.scheme):
        origin += f":{port}"
    if parts.path or parts.query or parts.fragment:
        raise ValueError(f"“{address}” is the address of a page; of its site it is “{origin}”")
    return origin.lower()


def host_name(name: str) -> str:
    """Return a name by which a server may be called.

    Raises:
        ValueError: it is more than a name, or none.
    """
    name = name.strip().lower()
    if "://" in name or "/" in name:
        inner = urlsplit(name if "://" in name else f"//{name}").hostname or "desk.example.org"
        raise ValueError(f"“{name}” is no name of a server; did you mean “{inner}”?")
    try:
        alone = urlsplit(f"//[{name}]" if name.count(":") > 1 and "[" not in name else f"//{name}").hostname
    except ValueError:
        alone = None
    if not alone or "*" in name or "@" in name:
        raise ValueError(f"“{name}” is no name of a server, such as desk.example.org")
    return alone


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
            parts = urlsplit(f"//{host}")
            parts.port  # noqa: B018 - raises ValueError for what is no port: localhost:evil.example
        except ValueError:
            return False
        return parts.hostname in self._names

    def may_ask(self, origin: str) -> bool:
        """Tell whether a request with this header Origin is answered; programs that are no browsers send none."""
        if not origin.isascii() or not origin.isprintable() or " " in origin:
            return False
        origin = origin.lower()
        return origin.startswith(_ADD_ONS) or origin in _APPS or origin in self._origins
