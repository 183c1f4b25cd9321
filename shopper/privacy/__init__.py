"""How long personal words are kept, what is erased and when, and what somebody may take along of their own."""
