"""Cross-file checks: compare the files of a run with one another and with their sources."""
