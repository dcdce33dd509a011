"""Strays: single words that nobody is called, and that look like a slip for somebody's name."""
