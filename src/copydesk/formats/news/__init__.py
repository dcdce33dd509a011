"""News: the articles in one file of several, such as a feed. Imported only when such a file is met."""
