"""The ledger of fees and expenses: what is owed to whom, and what was paid outside."""
