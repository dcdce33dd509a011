"""Rewordings: names in which a machine that rewords or translates a text put one word into another."""
