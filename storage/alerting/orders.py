"""What the process of a channel is told to send."""

from __future__ import annotations

from typing import TypedDict


class Letter(TypedDict):
    """One message as it is sent."""

    message: int
    title: str
    body: str
    html: str


class SendingOrder(TypedDict):
    """All that a process is to send on its channel."""

    database: str
    channel: str
    address: str
    seconds: int
    letters: list[Letter]
