"""Rules of the family “boilerplate”: one file, one rule."""
