"""Formats: source → text of the same length, and its blocks. One format a file, imported when it is needed."""
