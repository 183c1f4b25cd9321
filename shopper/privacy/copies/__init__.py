"""Everything about one person in one file, for that person: what the law calls access."""
