"""A PostgreSQL server for the tests in this folder, which skip where there is none."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest

from storage.engine.connection import Engine
from tests.engine.postgres import Server, programs, serving_postgres


@pytest.fixture(scope="session")
def needs_postgres() -> None:
    """Skip, saying so, where there is no server."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")


@pytest.fixture(scope="session")
def postgres(needs_postgres: None) -> Iterator[Server]:
    """A running server; its data are not written to the disk before they are acknowledged, which only time needs.

    Skip, saying so, where the one that is installed may not be started.
    """
    with ExitStack() as stack:
        try:
            server = stack.enter_context(serving_postgres(fsync="off", max_connections="60"))
        except (OSError, subprocess.CalledProcessError, psycopg.OperationalError) as error:
            pytest.skip(f"PostgreSQL is installed here, but cannot be started: {error}")
        yield server


@pytest.fixture
def url(postgres: Server) -> str:
    """The address of the engine, which is empty."""
    asyncio.run(make(postgres.url))
    with psycopg.connect(postgres.url) as connection:
        connection.execute("truncate engine_tasks, engine_hosts, engine_robots, procrastinate_jobs cascade")
        connection.execute("delete from procrastinate_workers")
    return postgres.url


async def make(url: str) -> None:
    engine = Engine(url)
    await engine.open()
    await engine.close()
