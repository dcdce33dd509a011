"""Standard input of the tools: with whole characters, because a message with half of one would get no answer."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
"""An escape of JSON: two that are one character together, half of one, or any other."""


def serve(server: MCPServer[Any]) -> None:
    """Answer what comes in over standard input until it ends."""
    sys.stdin = io.TextIOWrapper(io.BufferedReader(_WholeCharacters(sys.stdin.buffer)), encoding="utf-8")
    server.run("stdio")


class _WholeCharacters(io.RawIOBase):
    """What comes in, with U+FFFD for each half of a character that JSON names."""

    def __init__(self, incoming: BinaryIO) -> None:
        self._incoming = incoming
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = with_whole_escapes(self._incoming.readline())
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def with_whole_escapes(line: bytes) -> bytes:
    """Return a line of JSON with U+FFFD for each half of a character that it names."""
    return _ESCAPE.sub(lambda match: rb"\ufffd" if match["half"] else match[0], line)
