"""Visits that a shopper may take, with everything to know before."""
