"""Dates as people and programs write them; nothing else here reads a date."""
