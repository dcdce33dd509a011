"""Language: words, sentences, and the language of a text."""
