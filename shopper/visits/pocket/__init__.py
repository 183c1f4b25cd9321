"""Pocket mode: one neutral screen for what happens on site, and the list that covers it."""
