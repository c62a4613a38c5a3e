"""The commands that crawl, read pages, and tell of both."""
