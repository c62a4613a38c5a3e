"""The work of the commands by which people decide on articles."""
