"""Output formats of sheets: one file, one format."""
