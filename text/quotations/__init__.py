"""What a text quotes, and whom."""
