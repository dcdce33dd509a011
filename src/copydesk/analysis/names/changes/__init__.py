"""Changed names: pairs of names that share some of their words, and of which one is the other with a word changed."""
