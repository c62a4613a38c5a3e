"""What is sent, and what the process of a channel is told to send."""

from __future__ import annotations

from typing import Final, NamedTuple, TypedDict

#: characters of plain text; Telegram takes 4,096, ntfy 4,096 bytes, everyone else more
MOST_CHARACTERS: Final = 3500


class Notification(NamedTuple):
    """What is sent: a title, plain text, and HTML for mail where there is some."""

    title: str
    body: str
    html: str = ""


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
