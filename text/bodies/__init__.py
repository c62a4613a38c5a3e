"""Courts, agencies, organisations and laws that a text names."""
