"""Command line: one file for each subcommand; it is imported when the subcommand is called."""
