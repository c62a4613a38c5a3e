"""How the sources are doing, and what people are told of it."""
