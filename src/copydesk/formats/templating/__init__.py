"""Templating: tags of template languages in articles."""
