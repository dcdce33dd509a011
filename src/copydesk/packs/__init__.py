"""Packs: rules in YAML."""
