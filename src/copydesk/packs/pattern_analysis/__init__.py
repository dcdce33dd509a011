"""Patterns: what a regular expression tells about its matches."""
