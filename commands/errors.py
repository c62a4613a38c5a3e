"""The errors of commands, which end them with a sentence."""

from __future__ import annotations

from storage.errors import UserError


class CommandError(UserError):
    """What was asked cannot be done; the message says why and what to do."""


class LeaseHeldError(CommandError):
    """Another run is writing to the database; the message says which."""
