"""What the markup of a page says, and what is taken out of it before extraction."""
