"""The commands that print, export or judge what is stored."""
