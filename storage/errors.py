"""What the errors have in common that a user can put right."""

from __future__ import annotations


class UserError(Exception):
    """Something that the user can put right; the message says what is wrong and what to do."""
