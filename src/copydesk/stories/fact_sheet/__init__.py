"""Fact sheet: what an article quotes, dates, counts and names, and what comes of each when it is held to its sources."""
