"""Bylines: the words they begin with, and the names in them."""
