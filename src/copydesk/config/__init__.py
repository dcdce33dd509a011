"""Configuration: the settings and rules that hold for a file."""
