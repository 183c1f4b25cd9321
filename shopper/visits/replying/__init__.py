"""A shopper answers the reviewer's one question."""
