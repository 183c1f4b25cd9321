"""Mail: written with what causes it, delivered after the commit, logged where it was written."""
