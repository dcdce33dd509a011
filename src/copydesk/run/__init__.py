"""Run: files → findings."""
