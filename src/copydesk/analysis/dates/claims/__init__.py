"""Claims: statements that something happened at a date."""
