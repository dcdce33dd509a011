"""Readers: one for each kind of file that holds records."""
