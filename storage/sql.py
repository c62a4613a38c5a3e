"""Small helpers for SQL statements."""

from __future__ import annotations

from collections.abc import Collection


def placeholders(values: Collection[object]) -> str:
    """Return as many question marks as there are values, for ``in (...)``."""
    return ",".join("?" * len(values))
