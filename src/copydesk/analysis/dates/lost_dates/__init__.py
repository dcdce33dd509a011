"""Gaps: places where a date was lost."""
