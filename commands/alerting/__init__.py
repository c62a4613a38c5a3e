"""The work of the commands that tell people of what is found."""
