"""The builder: a draft is changed by whole steps, each kept in its history."""
