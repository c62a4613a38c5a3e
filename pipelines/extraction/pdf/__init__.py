"""Releases that come as PDF: their text layer, and the article in it."""
