"""The commands that tell people of what is found."""
