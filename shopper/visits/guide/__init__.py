"""Help for the shopper, kept on the phone like every page of theirs."""
