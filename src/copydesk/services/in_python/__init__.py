"""Copydesk in Python: texts that are in memory, and what is found in them."""
