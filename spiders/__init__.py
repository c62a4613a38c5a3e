"""Where pages are found and fetched."""
