"""Times as the database keeps them: UTC, ISO 8601, to the second, ending in Z."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """An aware moment as text that sorts by time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_stamp(text: str) -> datetime:
    """The aware moment that ``stamp`` wrote."""
    return datetime.fromisoformat(text)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def from_epoch(seconds: float) -> datetime:
    """The moment so many seconds after the epoch, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
