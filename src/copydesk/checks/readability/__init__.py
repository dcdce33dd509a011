"""Rules of the family “readability”: one file, one rule."""
