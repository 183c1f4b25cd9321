"""Disputes: a manager's against one answer of a released report, a shopper's against a decision."""
