"""Working tree: what the folders of a repository tell without git's help."""
