"""Quotation marks and brackets, what they enclose, and who said it."""
