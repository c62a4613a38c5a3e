"""The guard over stored articles: what may identify a child is found, held, and decided by a person."""
