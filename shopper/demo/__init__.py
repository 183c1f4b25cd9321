"""A made-up organisation to look around in: the fixed cast and a year of visits."""
