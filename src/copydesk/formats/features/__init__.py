"""Features: comments, links, sections and front matter, which several formats have."""
