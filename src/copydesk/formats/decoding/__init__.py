"""Decoding: bytes → text."""
