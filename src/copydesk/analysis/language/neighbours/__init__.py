"""Neighbours: dialects of the languages that copydesk reads, and the languages next to them that it does not read."""
