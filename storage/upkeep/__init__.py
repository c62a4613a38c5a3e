"""Keeping the databases whole over years: checks, back-ups, and leaving behind what is no longer of use."""
