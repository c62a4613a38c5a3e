"""When a story that was told of has grown enough to be told of again."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

#: articles of a story; one that passes the next of them is told of once more. Chosen, not measured
GROWTH_STEPS: Final = (5, 10, 20, 50, 100, 200, 500, 1000)


def has_grown_past_step(told: int, size: int) -> bool:
    """Return whether a story of ``size`` articles has passed a step since it was told of with ``told``."""
    return bisect_right(GROWTH_STEPS, size) > bisect_right(GROWTH_STEPS, told)
