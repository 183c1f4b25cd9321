"""The admin's own pages: places, people and the audit log."""
