"""Cleaning in worker processes, so that the crawl never waits for it and a bad page costs itself only."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError as TooSlowError
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.context import BaseContext
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

P = ParamSpec("P")
T = TypeVar("T")


#: modules that every worker needs and that load slowly
PRELOADED = ["pipelines.cleaning.extract", "pipelines.cleaning.plaintext"]


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
        self._lock = threading.RLock()

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
        # in a thread, since the first call starts the workers, and the crawl should not stand still meanwhile
        future = await asyncio.to_thread(self._schedule, call)
        try:
            return await asyncio.wrap_future(future)
        except TooSlowError as error:
            raise GaveUpError(f"it took longer than {self.seconds:g} s") from error
        except MemoryError as error:
            raise GaveUpError(f"it took more than {self.megabytes} MB") from error

    def close(self) -> None:
        """Ends the workers at once."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool.join()
                self._pool = None

    def _schedule(self, call: Callable[[], T]) -> ProcessFuture[T]:
        with self._lock:
            return self._started().schedule(call, timeout=self.seconds)

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
                context=_context(),
            )
        return self._pool


def _context() -> BaseContext:
    """How workers are started: not forked from the crawl, whose sockets and open database they would inherit.

    Where a process may be forked safely, they come from one that has loaded the cleaner already.
    """
    if sys.platform == "darwin":  # its own libraries do not stand being forked
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def prepare(megabytes: int) -> None:
    """Makes a worker ready: Ctrl-C is its parent's business, and memory is bounded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    in_use = int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    bound = (megabytes + in_use // 1024) * 1024 * 1024 + 2**30
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or bound < hard:
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
