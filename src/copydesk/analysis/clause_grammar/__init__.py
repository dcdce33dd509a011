"""Clause grammar: what no clause can be, told by the classes of its words; only of English."""
