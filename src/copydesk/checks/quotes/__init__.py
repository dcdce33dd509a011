"""Rules of the family “quotes”: one file, one rule."""
