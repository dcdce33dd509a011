"""Mistake lines: find the line of a key of a rule file."""

from __future__ import annotations

from copydesk.support.untrusted.safe_yaml import load_yaml


def lines_of_keys(text: str) -> dict[str, int]:
    """Return the lines, counted from 1, of the keys at the top of a YAML text; none if it is not such a mapping."""
    import yaml  # only where there is a mistake

    try:
        load_yaml(text)  # refuses what would take too much to compose
        root = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (ValueError, yaml.YAMLError):
        return {}
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {str(key.value): key.start_mark.line + 1 for key, _ in root.value}
