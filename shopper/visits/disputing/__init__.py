"""A shopper disputes the decision on a report of theirs."""
