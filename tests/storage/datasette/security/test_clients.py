"""Nobody keeps a place by leaving, or by reading nothing."""

from __future__ import annotations

import asyncio

import pytest

from storage.datasette.security import clients
from storage.datasette.security.clients import ClientGoneError, listening
from storage.datasette.security.request_checks import Message

PIECE: Message = {"type": "http.response.body", "body": b"a", "more_body": True}


async def stays() -> Message:
    await asyncio.Event().wait()
    return {}


async def leaves() -> Message:
    return {"type": "http.disconnect"}


async def takes(_message: Message) -> None:
    """Take a message."""


async def takes_nothing(_message: Message) -> None:
    await asyncio.Event().wait()


def test_who_stays_is_sent_everything() -> None:
    taken: list[Message] = []

    async def keeps(message: Message) -> None:
        taken.append(message)

    async def go() -> None:
        with listening(stays, keeps) as client:
            for _ in range(3):
                await client.send(PIECE)

    asyncio.run(go())
    assert taken == [PIECE] * 3


def test_nothing_more_is_sent_to_who_has_left() -> None:
    async def go() -> None:
        with listening(leaves, takes) as client:
            await asyncio.sleep(0)
            with pytest.raises(ClientGoneError):
                await client.send(PIECE)

    asyncio.run(go())


def test_who_reads_nothing_is_given_up_and_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "MAX_SEND_SECONDS", 0.01)

    async def go() -> None:
        with listening(stays, takes_nothing) as client:
            with pytest.raises(ClientGoneError):
                await client.send(PIECE)
            monkeypatch.setattr(clients, "MAX_SEND_SECONDS", 600)
            with pytest.raises(ClientGoneError):
                await client.send(PIECE)

    asyncio.run(go())
