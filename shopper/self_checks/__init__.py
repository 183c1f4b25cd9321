"""Self-checks: managers walk, touch, listen and call for themselves. Nothing of it is counted anywhere."""
