"""Pairing: which quotation marks belong together."""
