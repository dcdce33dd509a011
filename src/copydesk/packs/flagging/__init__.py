"""Flagging: choose among the places that a rule file's matcher found, and make flags of them."""
