"""Dates as prose writes them, what they resolve to, and what supports them."""
