"""Scans: what programs that read pages leave in a text, and texts about them."""
