"""Measurements of accuracy and speed, run by hand with `python -m bench`."""
