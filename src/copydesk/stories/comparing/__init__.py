"""Comparing: align two documents of one story, and compare their quotations, names, numbers and dates."""
