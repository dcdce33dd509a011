"""Cutting: which leftovers can be deleted, and what goes with them."""
