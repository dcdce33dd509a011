"""LanguageTool's interface: an HTTP server that the clients of LanguageTool can ask."""
