"""What a client chooses for itself."""
