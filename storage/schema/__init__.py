"""Opening the database, and its schema as a list of migrations."""
