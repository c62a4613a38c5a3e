"""Whether a text is one that was taken down, or holds a part of it."""
