"""Spoken settings: the values in front matter that readers see, such as a title, as text; and how they are written."""
