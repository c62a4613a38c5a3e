"""The sources to watch: sources.toml, and how it is read."""
