"""What an operator needs: backup, restore, a client's own copy of everything, and whether all is well."""
