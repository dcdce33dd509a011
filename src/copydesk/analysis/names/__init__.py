"""People and organisations, and the second spellings of their names."""
