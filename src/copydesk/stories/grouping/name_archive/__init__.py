"""The archive: who is named in many articles, how, and which of these spellings stands in one article only."""
