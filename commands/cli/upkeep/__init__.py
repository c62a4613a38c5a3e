"""The commands that keep the databases whole."""
