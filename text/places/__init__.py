"""Places of the Philippines in a text: regions, provinces, cities, municipalities, and barangays of a known city."""
