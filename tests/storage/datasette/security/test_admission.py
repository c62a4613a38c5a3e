"""Only so many costly requests are answered at once."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from storage.datasette.security import admission
from storage.datasette.security.admission import MAX_AT_ONCE, MAX_OF_CLIENT, MAX_WAITING, Admission, BusyError

NUMBERS = itertools.count()


def client() -> str:
    """A client that has not asked before."""
    return f"192.0.2.{next(NUMBERS)}"


def test_the_next_one_waits_until_a_place_is_left() -> None:
    async def go() -> None:
        places = Admission()
        taken = [await places.take(client()) for _ in range(MAX_AT_ONCE)]
        waiting = asyncio.ensure_future(places.take(client()))
        await asyncio.sleep(0)
        assert not waiting.done()
        taken[0].leave()
        taken[0].leave()
        await asyncio.wait_for(waiting, 5)
        another = asyncio.ensure_future(places.take(client()))
        await asyncio.sleep(0)
        assert not another.done()
        another.cancel()

    asyncio.run(go())


def test_who_would_wait_too_long_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MAX_WAIT_SECONDS", 0.05)

    async def go() -> None:
        places = Admission()
        for _ in range(MAX_AT_ONCE):
            await places.take(client())
        with pytest.raises(BusyError):
            await places.take(client())

    asyncio.run(go())


def test_the_queue_is_bounded() -> None:
    async def go() -> None:
        places = Admission()
        for _ in range(MAX_AT_ONCE):
            await places.take(client())
        waiting = [asyncio.ensure_future(places.take(client())) for _ in range(MAX_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await places.take(client())
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    asyncio.run(go())


def test_one_client_leaves_room_for_others() -> None:
    async def go() -> None:
        places = Admission()
        asked = [asyncio.ensure_future(places.take("one")) for _ in range(MAX_OF_CLIENT)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await places.take("one")
        another = asyncio.ensure_future(places.take("another"))
        for one in asked:
            (await one).leave()
        (await another).leave()
        assert (await places.take("one")) is not None

    asyncio.run(go())


def test_who_gives_up_waiting_may_ask_again() -> None:
    async def go() -> None:
        places = Admission()
        taken = [await places.take("one") for _ in range(MAX_AT_ONCE)]
        for _ in range(2 * MAX_OF_CLIENT):
            waiting = asyncio.ensure_future(places.take("one"))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        taken[0].leave()
        assert await places.take("one")

    asyncio.run(go())


def test_who_has_no_place_comes_before_who_has_one() -> None:
    async def go() -> None:
        places = Admission()
        taken = [await places.take("one") for _ in range(MAX_AT_ONCE)]
        waiting = [asyncio.ensure_future(places.take("one")) for _ in range(3)]
        await asyncio.sleep(0)
        another = asyncio.ensure_future(places.take("another"))
        await asyncio.sleep(0)
        taken[0].leave()
        place = await asyncio.wait_for(another, 30)
        assert not any(one.done() for one in waiting)
        place.leave()
        for place in taken:
            place.leave()
        for one in waiting:
            (await asyncio.wait_for(one, 30)).leave()

    asyncio.run(go())
