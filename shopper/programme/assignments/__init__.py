"""Assignments as a sheet: one visit a row, with who is to make it and until when."""
