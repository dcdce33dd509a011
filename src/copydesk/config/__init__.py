"""Configuration: find the settings and the rules of each file."""
