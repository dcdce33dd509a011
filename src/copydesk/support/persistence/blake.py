"""BLAKE2: the hash function of what is kept, without OpenSSL, which `hashlib` takes milliseconds to load."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another Python may have it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
