"""Pattern analysis: find out from a regular expression what its matches look like."""
