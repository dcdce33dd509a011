"""Together: the texts of a collection compared with one another, as `check` does with the files of a folder."""
