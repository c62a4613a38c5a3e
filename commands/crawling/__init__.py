"""The work of the commands that crawl, read pages, and tell of both."""
