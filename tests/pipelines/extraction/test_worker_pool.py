"""Worker processes: results, errors, bounds of time and memory, death."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from pipelines.extraction.worker_pool import ENDING_SIGNALS, MEMORY_ACCOUNT, GaveUpError, WorkerPool, signals_blocked
from storage.tables.pages import WORKER_DIED


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
            with pytest.raises(GaveUpError, match=WORKER_DIED):
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


def take(megabytes: int) -> int:
    return len(bytearray(megabytes * 2**20))


@pytest.mark.skipif(not MEMORY_ACCOUNT.exists(), reason="only Linux bounds the address space")
def test_a_call_that_wants_too_much_memory_is_given_up() -> None:
    async def go() -> None:
        async with pool(megabytes=256) as workers:
            assert await workers.run(take, 200)
            with pytest.raises(GaveUpError, match="more than 256 MB"):
                await workers.run(take, 300)
            assert await workers.run(abs, -1) == 1

    asyncio.run(go())


def test_what_ends_all_processes_of_a_terminal_or_a_service_does_not_end_workers() -> None:
    async def go() -> None:
        async with pool() as workers:
            worker = await workers.run(os.getpid)
            nap = asyncio.ensure_future(workers.run(time.sleep, 0.5))
            for number in ENDING_SIGNALS:
                os.kill(worker, number)
            await nap
            assert await workers.run(abs, -1) == 1
            assert is_running(worker)

    asyncio.run(go())


def test_what_is_started_unheard_has_the_signals_blocked_and_the_starter_does_not() -> None:
    blocked: list[set[signal.Signals | int]] = []
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with signals_blocked():
        thread = threading.Thread(target=lambda: blocked.append(signal.pthread_sigmask(signal.SIG_BLOCK, ())))
        thread.start()
        thread.join()
    assert set(ENDING_SIGNALS) <= blocked[0]
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


def test_closing_ends_workers_at_once_and_cancels_what_is_under_way() -> None:
    async def go() -> None:
        async with pool() as workers:
            await workers.run(abs, -1)
            nap = asyncio.ensure_future(workers.run(time.sleep, 60))
            await asyncio.sleep(0.2)
            began = time.monotonic()
            workers.close()
            assert time.monotonic() - began < 1
            with pytest.raises(asyncio.CancelledError):
                await nap
            with pytest.raises(asyncio.CancelledError):
                await workers.run(abs, -1)

    asyncio.run(go())


def test_a_worker_whose_parent_is_gone_ends_by_itself(tmp_path: Path) -> None:
    place = tmp_path / "worker"
    program = (
        "import asyncio, os\n"
        "from tests.pipelines.extraction.test_worker_pool import pool, settle_down\n"
        "async def go():\n"
        "    async with pool(seconds=1) as workers:\n"
        f"        call = asyncio.ensure_future(workers.run(settle_down, {str(place)!r}))\n"
        f"        while not os.path.exists({str(place)!r}): await asyncio.sleep(0.05)\n"
        "        os.kill(os.getpid(), 9)\n"
        "asyncio.run(go())\n"
    )
    root = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", program], cwd=root, stderr=subprocess.DEVNULL, timeout=60, check=False)
    worker = int(place.read_text("utf-8"))
    deadline = time.monotonic() + 20
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(worker)


def settle_down(place: str) -> None:
    """Says who it is, and stays."""
    written = Path(f"{place}.part")
    written.write_text(str(os.getpid()), "utf-8")
    written.rename(place)
    time.sleep(600)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_are_renewed() -> None:
    async def go() -> None:
        async with pool(calls=2) as workers:
            assert len({await workers.run(os.getpid) for _ in range(12)}) > 2

    asyncio.run(go())
