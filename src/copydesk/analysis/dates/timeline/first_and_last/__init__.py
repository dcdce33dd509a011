"""What bounds something in time: its period, its first time, its last, and who was there."""
