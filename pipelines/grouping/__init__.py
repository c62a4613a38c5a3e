"""What two articles have to do with one another: copies, reuse of text, and stories, as pure decisions over values."""
