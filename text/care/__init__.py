"""What in a text may identify a child: signals for a person to decide on, never a word that a text is safe."""
