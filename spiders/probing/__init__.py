"""Probing a site: looking for its feeds, sitemaps and listings where only its homepage is known, or what was has died."""
