"""What a scan writes of each record."""
