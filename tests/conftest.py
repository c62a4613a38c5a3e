"""What the tests share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlite_utils import Database

from spiders.sources.model import Source
from storage.schema.database import open_database
from storage.tables import sources as sources_table

# how long an example takes says how busy the machine is, not whether the code is right
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

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
    sources_table.upsert_sources(opened, [HERALD])
    yield opened
    opened.close()
