"""Roles of people, and invitations, as a sheet: one role of one person a row."""
