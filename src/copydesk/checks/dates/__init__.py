"""Rules of the family “dates”: one file, one rule."""
