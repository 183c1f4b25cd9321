"""What may ask for a reviewer's eyes in a report: each with its reason and its base rate, never a verdict."""
