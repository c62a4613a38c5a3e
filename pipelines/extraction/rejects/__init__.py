"""Pages that are no articles, and how they are told."""
