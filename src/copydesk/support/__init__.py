"""Support: files, limits, storage and patterns; it knows nothing of articles."""
