"""What programs of a client read: branches, released scores, question sets, one file of visits."""
