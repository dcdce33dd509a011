"""What an article about faults shows: its topic, and the places where it shows instead of speaks."""
