"""A page that is looked at again: what became of the article that is kept of it."""
