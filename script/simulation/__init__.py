"""Made worlds with a known truth, and what our statistics make of them."""
