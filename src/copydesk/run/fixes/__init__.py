"""Fixes: apply suggestions to files."""
