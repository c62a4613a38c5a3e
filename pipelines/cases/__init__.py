"""Which earlier chapter of the same case an article goes on with."""
