"""The work of the commands that print, export or judge what is stored."""
