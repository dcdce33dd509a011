"""Rule sources: where rules come from besides the rule files of a project: copydesk itself, plugins, distributions."""
