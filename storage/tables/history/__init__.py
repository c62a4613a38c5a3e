"""What befell articles after they were stored."""
