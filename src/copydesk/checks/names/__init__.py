"""Rules of the family “names”: one file, one rule."""
