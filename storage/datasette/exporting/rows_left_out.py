"""What is said where an answer has fewer rows than there are: Datasette gives 2,000 of a query (max_returned_rows)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

#: rows that Datasette gives of a query; our own queries ask for one more, by which it knows that some are left out
MAX_QUERY_ROWS = 2000
ROWS_LEFT_OUT = f"Only the first {MAX_QUERY_ROWS:,} rows are given here; narrow the question to get the others."


@dataclass(slots=True)
class LeftOut:
    """Whether rows of an answer are left out, as far as is known by now."""

    any: bool = False


_noted: ContextVar[LeftOut | None] = ContextVar("left_out", default=None)


@contextmanager
def noting_rows_left_out() -> Iterator[LeftOut]:
    """Note within the block whether rows are left out, for forms of an answer to which Datasette does not tell it."""
    left_out = LeftOut()
    token = _noted.set(left_out)
    try:
        yield left_out
    finally:
        _noted.reset(token)


def note_rows_left_out() -> None:
    """Note that rows of the answer that is being made are left out."""
    if left_out := _noted.get():
        left_out.any = True
