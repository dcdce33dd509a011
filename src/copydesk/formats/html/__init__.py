"""HTML: source → text and blocks."""
