"""Notations: how dates are written, each with the patterns that find it."""
