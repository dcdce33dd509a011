"""Rules of the family “damage”: one file, one rule."""
