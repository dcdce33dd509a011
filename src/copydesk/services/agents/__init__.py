"""Agents: tools for programs that write or rewrite copy. They need the extra `copydesk[mcp]`."""
