"""Support: files, limits, storage and patterns; nothing here knows about articles."""
