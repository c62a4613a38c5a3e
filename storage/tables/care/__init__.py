"""What the guard has found, what is masked for it, and what people decided."""
