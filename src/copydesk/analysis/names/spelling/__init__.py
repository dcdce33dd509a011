"""Spelling: how likely two names are one name."""
