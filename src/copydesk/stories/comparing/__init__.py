"""Comparing: find where articles of one story differ."""
