"""What the ledgers hold of a text."""
