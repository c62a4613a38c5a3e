"""Alerts: what people ask to be told of, what of it has come, and how word of it goes out."""
