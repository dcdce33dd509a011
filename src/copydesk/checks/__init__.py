"""Rules in Python: a folder is a family, a file is a rule, and a file that exists is a rule that runs."""
