"""Times as the database stores them: UTC, ISO 8601, to the second, ending in Z."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(time: datetime) -> str:
    """Write an aware time as text that sorts by time."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_stamp(text: str) -> datetime:
    """Read the aware time that ``stamp`` wrote."""
    return datetime.fromisoformat(text)


def now() -> datetime:
    """Return the present time, in UTC."""
    return datetime.now(UTC)


def from_epoch(seconds: float) -> datetime:
    """Return the time so many seconds after 1970, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
