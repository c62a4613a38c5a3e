"""Which pages there are: feeds, sitemaps and listings."""
