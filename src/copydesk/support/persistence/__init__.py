"""Persistence: what is kept between runs, for this user alone, and never in the linted repository."""
