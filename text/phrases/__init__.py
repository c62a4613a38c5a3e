"""Names out of long lists, found in a text by its words."""
