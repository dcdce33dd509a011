"""News in JSON: IPTC ninjs, and JSON Lines."""
