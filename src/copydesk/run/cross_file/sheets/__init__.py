"""Sheets: hold drafts to their sources, and tell what comes of each quotation, date, number and name."""
