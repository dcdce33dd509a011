"""Encoding: text that was decoded with the wrong encoding."""
