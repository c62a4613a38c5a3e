"""Cleaning in worker processes, so that the crawl never waits for it and a bad page costs itself only."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import signal
from collections.abc import Callable
from concurrent.futures import TimeoutError as TooSlowError
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

P = ParamSpec("P")
T = TypeVar("T")


class GaveUpError(Exception):
    """A call was given up; the message says why."""


class WorkerPool:
    """Runs calls in worker processes, each within a bound of time and memory.

    A worker that is too slow or dies is replaced. A call that took too long is given up; one whose worker died is
    tried once more, since the worker may have been killed for no fault of its own. Workers start with the first call
    and are renewed after ``calls`` calls.
    """

    def __init__(self, workers: int, *, seconds: float, megabytes: int, calls: int) -> None:
        self.workers = workers
        self.seconds = seconds
        self.megabytes = megabytes
        self.calls = calls
        self._pool: ProcessPool | None = None

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of the call; raises GaveUpError when it was given up, and what the call raises."""
        try:
            return await self._once(partial(function, *args, **kwargs))
        except (ProcessExpired, BrokenProcessPool):
            pass
        try:
            return await self._once(partial(function, *args, **kwargs))
        except (ProcessExpired, BrokenProcessPool) as error:
            raise GaveUpError("its worker died twice") from error

    async def _once(self, call: Callable[[], T]) -> T:
        future = self._started().schedule(call, timeout=self.seconds)
        try:
            return await asyncio.wrap_future(future)
        except TooSlowError as error:
            raise GaveUpError(f"it took longer than {self.seconds:g} s") from error
        except MemoryError as error:
            raise GaveUpError(f"it took more than {self.megabytes} MB") from error

    def close(self) -> None:
        """Ends the workers at once."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def _started(self) -> ProcessPool:
        if self._pool is not None and not self._pool.active:
            # every worker died while none was at work; the pool does not survive that
            self.close()
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self.workers,
                max_tasks=self.calls,
                initializer=prepare,
                initargs=[self.megabytes],
                # a forked child would inherit the crawl's sockets and its open database
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool


def prepare(megabytes: int) -> None:
    """Makes a worker ready: Ctrl-C is its parent's business, and memory is bounded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    in_use = int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    bound = (megabytes + in_use // 1024) * 1024 * 1024 + 2**30
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or bound < hard:
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
