"""What is done with a fetched page, one component a file: clean, judge, deduplicate, store."""
