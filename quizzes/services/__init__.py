"""What changes the tables: one keyword-only function, one transaction, told the time."""
