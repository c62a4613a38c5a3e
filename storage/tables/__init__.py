"""The SQL, one module a noun."""
