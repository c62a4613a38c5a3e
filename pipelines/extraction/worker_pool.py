"""Extraction in worker processes, so that the crawl never waits for it and a bad page costs itself only."""

from __future__ import annotations

import asyncio
import math
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooSlowError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.context import BaseContext, ForkServerContext, ForkServerProcess, SpawnContext, SpawnProcess
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

P = ParamSpec("P")
T = TypeVar("T")


#: what a process loads before workers are forked from it
PRELOADED = ("pipelines.extraction.json_lines", "pipelines.extraction.worker_pool", "pipelines.extraction.preload")
#: the signals by which a terminal or a service ends all of its processes at once
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)
#: Linux's account of a process' memory, in pages, its address space first
MEMORY_ACCOUNT = Path("/proc/self/statm")


class GaveUpError(Exception):
    """A call was given up; the message says why."""


class WorkerPool:
    """Run calls in worker processes, each within a bound of time and memory.

    A worker that is too slow or dies is replaced. A call that took too long is given up; one whose worker died is
    tried once more, since the worker may have been killed for no fault of its own. Workers start with the first call
    and are renewed after ``calls`` calls. They do not hear Ctrl-C nor the request to end: what was given to them is
    finished or given up by their parent, and without it they end by themselves.
    """

    preloaded: Sequence[str] = PRELOADED

    def __init__(self, workers: int, *, seconds: float, megabytes: int, calls: int) -> None:
        self.workers = workers
        self.seconds = seconds
        self.megabytes = megabytes
        self.calls = calls
        self._pool: ProcessPool | None = None
        self._lock = threading.RLock()
        self._closed = False
        self._under_way: set[ProcessFuture[Any]] = set()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the result of the call; raises GaveUpError when it was given up, and what the call raises."""
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
        """End the workers at once; calls under way are cancelled, and so are those that still come."""
        with self._lock:
            self._closed = True
            self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None
        for future in tuple(self._under_way):
            if self._closed:
                future.cancel()  # type: ignore[no-untyped-call]
            else:
                future.set_exception(BrokenProcessPool("its worker is gone"))

    def _schedule(self, call: Callable[[], T]) -> ProcessFuture[T]:
        with self._lock, signals_blocked():
            if self._closed:
                future: ProcessFuture[T] = ProcessFuture()
                future.cancel()  # type: ignore[no-untyped-call]
                return future
            future = self._started().schedule(partial(run_bounded, self.seconds, call), timeout=self.seconds)
            self._under_way.add(future)
            future.add_done_callback(self._under_way.discard)
            return future

    def _started(self) -> ProcessPool:
        if self._pool is not None and not self._pool.active:
            # every worker died while none was at work; the pool does not survive that
            self._end()
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self.workers,
                max_tasks=self.calls,
                initializer=prepare_worker,
                initargs=[self.megabytes],
                context=_context(self.preloaded),
            )
        return self._pool


@contextmanager
def signals_blocked() -> Iterator[None]:
    """Keep the ending signals from the processes and threads that are started meanwhile, from their first moment."""
    resource_tracker.ensure_running()  # which lets them through again where it has to start first
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class ForkedWorker(ForkServerProcess):
    """A worker that is ended at once, since it does not hear a request."""

    def terminate(self) -> None:
        self.kill()


class SpawnedWorker(SpawnProcess):
    """The same where processes are not forked."""

    def terminate(self) -> None:
        self.kill()


class ForkingContext(ForkServerContext):
    """Fork workers from a process that has loaded the extractor already."""

    Process = ForkedWorker


class SpawningContext(SpawnContext):
    """Start workers afresh."""

    Process = SpawnedWorker


def _context(preloaded: Sequence[str]) -> BaseContext:
    """Return how workers are started: not forked from the crawl, whose sockets and open database they would inherit."""
    # or each would load what the script that runs here loads, and needs none of it
    vars(sys.modules["__main__"]).pop("__file__", None)
    if sys.platform == "darwin":  # its own libraries do not stand being forked
        return SpawningContext()
    context = ForkingContext()
    context.set_forkserver_preload([*preloaded])
    return context


def prepare_worker(megabytes: int) -> None:
    """Make a worker ready: when to end is its parent's business, and memory is bounded."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    if MEMORY_ACCOUNT.exists():  # elsewhere the bound would not be kept anyway
        in_use = int(MEMORY_ACCOUNT.read_text().split()[0]) * resource.getpagesize()
        bound_memory(in_use + megabytes * 2**20)


def bound_memory(bound: int) -> None:
    """Let the address space of this process grow to so many bytes, or to less where it was bounded before."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or bound < hard:
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def run_bounded(seconds: float, call: Callable[[], T]) -> T:
    """Make the call; the parent ends the worker after so many seconds, an alarm does if the parent is gone."""
    signal.alarm(math.ceil(2 * seconds))
    try:
        return call()
    finally:
        signal.alarm(0)
