"""Things: names that are nobody's, of firms, ships and places, in two spellings."""
