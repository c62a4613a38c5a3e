"""What protects the reading room: who may log in, and what a request may ask and cost (docs/security.md)."""
