"""Question sets: upload, look at, publish. Published versions never change."""
