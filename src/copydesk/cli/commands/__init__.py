"""Commands: one subcommand a file."""
