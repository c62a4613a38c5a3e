"""What a person asked for and cannot be done."""

from __future__ import annotations

from storage.errors import UserError


class InstructionError(UserError):
    """What was asked cannot be done; the message says why and what to do."""
