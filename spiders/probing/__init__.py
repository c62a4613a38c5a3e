"""Probing a site: looking for its feeds, sitemaps and listings where none is known, or what was known has died."""
