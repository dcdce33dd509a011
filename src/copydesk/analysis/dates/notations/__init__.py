"""Patterns: dates as they are written."""
