"""Waves as a sheet: one branch of one wave a row, what holds for the whole wave beside each."""
