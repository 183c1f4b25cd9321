"""Choosing the language of the pages and of the mail."""
