"""Cross-file checks: what only several files together show."""
