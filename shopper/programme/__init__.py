"""The programme as sheets: people, waves and assignments, out as CSV and back in by way of a check.

Branches are in shopper/admin/places/sheets, which works the same way."""
