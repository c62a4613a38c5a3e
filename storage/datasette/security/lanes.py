"""Threads that ask the database, apart for cheap pages and for all others, so that neither keeps the other waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

#: threads for cheap pages, whose statements take a millisecond each; chosen, not measured
CHEAP_THREADS = 2

_is_cheap: ContextVar[bool] = ContextVar("is_cheap", default=False)


@contextmanager
def cheap_lane() -> Iterator[None]:
    """Have what is asked within the block answered by the threads for cheap pages."""
    token = _is_cheap.set(True)
    try:
        yield
    finally:
        _is_cheap.reset(token)


class Lanes(Executor):
    """The threads that Datasette has for statements, and some more for cheap pages alone.

    One table page asks for its rows and every facet at the same time, so that two costly pages take all threads.
    """

    def __init__(self, costly: Executor) -> None:
        self._costly = costly
        self._cheap = ThreadPoolExecutor(CHEAP_THREADS, thread_name_prefix="cheap")

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """Run the function on a thread of the lane that the request is in."""
        return (self._cheap if _is_cheap.get() else self._costly).submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the threads of both lanes."""
        for lane in (self._costly, self._cheap):
            lane.shutdown(wait, cancel_futures=cancel_futures)
