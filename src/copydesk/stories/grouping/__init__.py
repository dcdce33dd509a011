"""Grouping: find the articles that tell the same story."""
