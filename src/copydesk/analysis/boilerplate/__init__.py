"""Which parts of a text are the article, and which the page around it."""
