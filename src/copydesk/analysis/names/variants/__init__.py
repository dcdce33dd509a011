"""Variants: names that are spelled in two ways."""
