"""Wording: compare two wordings of one statement."""
