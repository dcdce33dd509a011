"""Markup and other output of programs that readers see."""
