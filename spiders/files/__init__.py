"""Saved documents: read as they stand in files of any size, and never held in memory together."""
