"""Rewordings: names and titles in which another word was put for one, as a machine does that rewords or translates."""
