"""Collections: texts as records of large files, checked in a stream."""
