"""Breaks: paragraphs that begin, end, split or repeat where they should not."""
