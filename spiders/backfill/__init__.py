"""A source's past: what an index of a web archive lists of it, and the pages as they were saved."""
