"""Rules of the family “sources”: one file, one rule."""
