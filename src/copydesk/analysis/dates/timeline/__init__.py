"""Timeline: when the things and people of an article come into being and end, and what it tells of them."""
