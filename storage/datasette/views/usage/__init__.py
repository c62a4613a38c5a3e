"""Which words outlets use for the crime: how often, by whom, and since when."""
