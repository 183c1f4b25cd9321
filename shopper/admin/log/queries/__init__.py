"""What the log reads: its lines, and the names of what they are about."""
