"""Packs: make rules from YAML files."""
