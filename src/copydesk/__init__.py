"""copydesk: a linter for article text."""
