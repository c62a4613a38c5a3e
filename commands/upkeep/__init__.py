"""The work of the commands that keep the databases whole."""
