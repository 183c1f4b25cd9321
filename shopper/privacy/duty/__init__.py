"""How many people are on duty, and whether words that may name one of them are shown."""
