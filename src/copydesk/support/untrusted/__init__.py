"""Untrusted input: read YAML, TOML and path patterns, and follow paths, without giving more than they may ask for."""
