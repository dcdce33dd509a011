"""Commands: one file for each subcommand."""
