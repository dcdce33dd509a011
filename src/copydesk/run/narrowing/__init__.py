"""Narrowing: drop the findings that a run does not show."""
