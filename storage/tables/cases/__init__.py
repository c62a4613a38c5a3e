"""Cases: the names by which chapters find each other, the links between chapters, and the cases these make."""
