"""Turning a fetched page into an article: pure functions, no network, no clock, no database."""
