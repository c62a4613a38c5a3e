"""What a person decides and marks while reading: what stood before a decision, and marks."""
