"""What the tests share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

import storage.sources
from spiders.sources import Source
from storage.database import open_database

HERALD = Source(
    slug="herald",
    name="The Herald",
    kind="newspaper",
    country="PH",
    language="en",
    homepage="https://herald.example/",
    feeds=("https://herald.example/feed",),
)


@pytest.fixture
def at() -> datetime:
    """A fixed present."""
    return datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database with one source, ``herald``."""
    opened = open_database(tmp_path / "test.db")
    storage.sources.save(opened, [HERALD])
    yield opened
    opened.close()
