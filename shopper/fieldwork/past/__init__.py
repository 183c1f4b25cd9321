"""Past visits from any spreadsheet: mapping → sheet → rows → one transaction."""
