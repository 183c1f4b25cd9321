"""What follows from visits: actions that somebody promised, and moments that somebody is thanked for."""
