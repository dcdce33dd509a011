"""Spark together: the documents of a data frame compared with one another, by Spark's own shuffles."""
