"""Worker processes: results, errors, bounds of time and memory, death."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from pipelines.pool import GaveUpError, WorkerPool


@asynccontextmanager
async def pool(seconds: float = 20, megabytes: int = 1024, calls: int = 100) -> AsyncIterator[WorkerPool]:
    opened = WorkerPool(2, seconds=seconds, megabytes=megabytes, calls=calls)
    try:
        yield opened
    finally:
        opened.close()


def test_calls_run_in_other_processes_and_give_their_results() -> None:
    async def go() -> None:
        async with pool() as workers:
            assert await asyncio.gather(*(workers.run(pow, n, 2) for n in range(20))) == [n * n for n in range(20)]
            assert await workers.run(os.getpid) != os.getpid()

    asyncio.run(go())


def test_what_a_call_raises_is_raised_here() -> None:
    async def go() -> None:
        async with pool() as workers:
            with pytest.raises(ValueError, match="invalid literal"):
                await workers.run(int, "seven")

    asyncio.run(go())


def test_a_slow_call_is_given_up_alone() -> None:
    async def go() -> None:
        async with pool(seconds=3) as workers:
            slow = asyncio.ensure_future(workers.run(time.sleep, 60))
            assert await asyncio.gather(*(workers.run(abs, -n) for n in range(10))) == list(range(10))
            with pytest.raises(GaveUpError, match="longer than 3 s"):
                await slow
            assert await workers.run(abs, -1) == 1

    asyncio.run(go())


def test_a_killed_worker_costs_only_its_own_call() -> None:
    async def go() -> None:
        async with pool() as workers:
            with pytest.raises(GaveUpError, match="its worker died twice"):
                await workers.run(os._exit, 9)
            worker = await workers.run(os.getpid)
            os.kill(worker, signal.SIGKILL)
            assert await asyncio.gather(*(workers.run(abs, -n) for n in range(10))) == list(range(10))

    asyncio.run(go())


def test_calls_whose_workers_are_killed_are_made_again() -> None:
    async def go() -> None:
        async with pool() as workers:
            victims = {await workers.run(os.getpid) for _ in range(8)}
            naps = [asyncio.ensure_future(workers.run(time.sleep, 0.5)) for _ in range(4)]
            await asyncio.sleep(0.2)
            for victim in victims:
                os.kill(victim, signal.SIGKILL)
            assert await asyncio.gather(*naps) == [None] * 4

    asyncio.run(go())


def test_a_call_that_wants_too_much_memory_is_given_up() -> None:
    async def go() -> None:
        async with pool(megabytes=64) as workers:
            with pytest.raises(GaveUpError, match="more than 64 MB"):
                await workers.run(bytearray, 3 * 2**30)
            assert await workers.run(abs, -1) == 1

    asyncio.run(go())


def test_workers_are_renewed() -> None:
    async def go() -> None:
        async with pool(calls=2) as workers:
            assert len({await workers.run(os.getpid) for _ in range(12)}) > 2

    asyncio.run(go())
