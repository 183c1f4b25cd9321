"""What stands where words stood."""

ERASED = "‹erased›"
"""In the place of every text and comment: an answer that was given stays one, and no score can move by it."""
OF_TEXT = frozenset({"text", "moment"})
UNSAID = frozenset({"photo", "location"})
"""Kinds whose answers cannot be kept without telling something: they become `cleared`."""
