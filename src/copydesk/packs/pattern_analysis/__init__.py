"""Pattern analysis: what a regular expression tells about its matches before it is compiled."""
