"""Regions, a tree, and the branches in them."""
