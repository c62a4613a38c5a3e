"""What people are told once: that a source fell ill, and that it recovered."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp


def add_alert(database: Database, source: str, health: str, message: str, at: datetime) -> None:
    """Write one down."""
    database.execute(
        "insert into notices (at, source, health, message) values (?, ?, ?, ?)", [stamp(at), source, health, message]
    )
