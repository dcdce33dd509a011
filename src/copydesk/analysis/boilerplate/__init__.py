"""Boilerplate: tell the article from the page around it."""
