"""What is kept, one module a noun. Nothing here imports from the other packages but ``items``."""
