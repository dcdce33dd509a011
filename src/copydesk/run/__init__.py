"""Run: check files and folders, and return findings."""
