"""Only so many costly requests are answered at once."""

from __future__ import annotations

import asyncio

import pytest

from storage.datasette.security import admission
from storage.datasette.security.admission import MAX_AT_ONCE, MAX_WAITING, Admission, BusyError


def test_the_next_one_waits_until_a_place_is_left() -> None:
    async def go() -> None:
        places = Admission()
        taken = [await places.take() for _ in range(MAX_AT_ONCE)]
        waiting = asyncio.ensure_future(places.take())
        await asyncio.sleep(0)
        assert not waiting.done()
        taken[0].leave()
        taken[0].leave()
        await asyncio.wait_for(waiting, 5)
        another = asyncio.ensure_future(places.take())
        await asyncio.sleep(0)
        assert not another.done()
        another.cancel()

    asyncio.run(go())


def test_who_would_wait_too_long_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MAX_WAIT_SECONDS", 0.05)

    async def go() -> None:
        places = Admission()
        for _ in range(MAX_AT_ONCE):
            await places.take()
        with pytest.raises(BusyError):
            await places.take()

    asyncio.run(go())


def test_the_queue_is_bounded() -> None:
    async def go() -> None:
        places = Admission()
        for _ in range(MAX_AT_ONCE):
            await places.take()
        waiting = [asyncio.ensure_future(places.take()) for _ in range(MAX_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await places.take()
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    asyncio.run(go())
