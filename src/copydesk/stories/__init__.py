"""Stories: documents that are compared, with one another or with their sources."""
