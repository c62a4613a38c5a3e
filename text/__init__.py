"""Pure functions over strings: they know neither the database nor the crawl, and every package may import them."""
