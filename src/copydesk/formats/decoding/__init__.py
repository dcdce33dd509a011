"""Decoding: turn the bytes of a file into text."""
