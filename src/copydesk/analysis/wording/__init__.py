"""Wording: how two wordings differ."""
