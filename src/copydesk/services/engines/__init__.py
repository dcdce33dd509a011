"""Engines: copydesk in programs that spread documents over processes and machines; each needs an extra."""
