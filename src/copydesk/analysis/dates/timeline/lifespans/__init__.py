"""How long people lived, and how old they were: births, deaths, and the ages that a text tells of them."""
