"""A visit that could not be completed: why, and what happens then."""
