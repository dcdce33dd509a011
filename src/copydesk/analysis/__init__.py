"""One shared analysis a file. Everything here takes text and spans, never a Document, so a string tests it."""
