"""Conversations: a manager's weekly five with customers, prepared, logged and closed."""
