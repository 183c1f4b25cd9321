"""Moments: unscripted care in the words of visits, passed on to those who gave it. Never counted, never ranked."""
