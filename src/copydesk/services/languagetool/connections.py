"""Connections: how many are open at once, and which one makes room for another."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from time import monotonic

_GRACE_SECONDS = 1.0
"""So long a connection has time for a whole request while others want its place."""
_REFUSED_AT_ONCE = 16
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 45\r\n"
    b"Retry-After: 5\r\nConnection: close\r\n\r\nError: too many requests at once; ask again\r\n"
)
_DRAINED = 1_000_000
"""Bytes of a refused request that are taken: else its sender may lose the answer."""


class Connections:
    """The open connections, up to a number. Those that send no whole request make room for others, so that half a
    request keeps nobody from asking.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._open = 0
        self._waiting: dict[socket.socket, float] = {}
        """Since when a connection has been expected to send a request; the longest waiting first."""
        self._has_changed = threading.Condition()
        self._refusing = threading.BoundedSemaphore(_REFUSED_AT_ONCE)

    def enter(self, connection: socket.socket) -> bool:
        """Take in a connection, and tell whether there was room for it."""
        with self._has_changed:
            while self._open >= self._most and self._waiting:
                oldest, since = next(iter(self._waiting.items()))
                if (left := since + _GRACE_SECONDS - monotonic()) <= 0:
                    del self._waiting[oldest]
                    break_off(oldest)
                    left = _GRACE_SECONDS  # its thread ends at once
                self._has_changed.wait(left)
            if self._open >= self._most:
                return False
            self._open += 1
            self._waiting[connection] = monotonic()
            return True

    def leave(self, connection: socket.socket) -> None:
        """Forget a connection that is closed."""
        with self._has_changed:
            self._open -= 1
            self._waiting.pop(connection, None)
            self._has_changed.notify_all()

    def expect(self, connection: socket.socket) -> None:
        """Note that a connection should now send a request."""
        with self._has_changed:
            self._waiting.setdefault(connection, monotonic())

    def has_sent(self, connection: socket.socket) -> None:
        """Note that a whole request of a connection is here."""
        with self._has_changed:
            self._waiting.pop(connection, None)
            self._has_changed.notify_all()

    def refuse(self, connection: socket.socket) -> None:
        """Tell a connection that there is no room for it, and close it; it keeps nobody waiting."""
        if self._refusing.acquire(blocking=False):
            threading.Thread(target=self._tell, args=(connection,), daemon=True).start()
        else:
            connection.close()

    def _tell(self, connection: socket.socket) -> None:
        try:
            with suppress(OSError), connection:
                connection.settimeout(_GRACE_SECONDS)
                connection.sendall(_FULL)
                connection.shutdown(socket.SHUT_WR)
                taken = 0
                while taken < _DRAINED and (data := connection.recv(65_536)):
                    taken += len(data)
        finally:
            self._refusing.release()


def break_off(connection: socket.socket) -> None:
    """End a connection: whoever reads from it or writes to it is told that it has ended."""
    with suppress(OSError):  # it has ended by itself
        connection.shutdown(socket.SHUT_RDWR)
