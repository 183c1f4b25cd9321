"""What managers see: overview, comparison, branch and visit report, each with its table and CSV."""
