"""Fact sheet: what an article quotes, dates, counts and names, and the outcome when it is held to its sources."""
