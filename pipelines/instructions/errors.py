"""What a person asked for and cannot be done."""

from __future__ import annotations


class InstructionError(Exception):
    """What was asked cannot be done; the message says why and what to do."""
