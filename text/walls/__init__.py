"""What stands in a page's place, known without reading it: challenges and gates."""
