"""Figures: the numbers that an article tells of one thing, and whether they agree."""
