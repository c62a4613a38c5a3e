"""The connection to the engine's database: opened, made ready, and asked again after it was away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from psycopg_pool import AsyncConnectionPool, PoolTimeout

logger = logging.getLogger(__name__)

T = TypeVar("T")

#: what says that the database is away, and not that something is wrong with what it was asked
AWAY: Final = (psycopg.OperationalError, psycopg.InterfaceError, ConnectorException, PoolTimeout, OSError)
#: the name of the one kind of job, and the queues for tasks that share a worker with others and for those that do not
TURN: Final = "turn"
SHARED_QUEUE, ALONE_QUEUE = "shared", "alone"
#: connections of a process at most, one of which listens; chosen, not measured
MOST_CONNECTIONS: Final = 8
#: seconds to wait for a connection, and from one attempt to the next while the database is away
CONNECT_SECONDS: Final = 5.0
AGAIN_SECONDS: Final = 0.5
QUIETER: Final = {
    "procrastinate": logging.WARNING,
    "procrastinate.utils": logging.CRITICAL,
    "psycopg.pool": logging.ERROR,
}
#: a number of this project's own, for the lock under which the schema is made
_SCHEMA_LOCK: Final = 7_330_221


class EngineError(Exception):
    """The engine cannot be used; the message says why and what to do."""


class Engine:
    """The engine's database as one process sees it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pool = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=MOST_CONNECTIONS,
            timeout=CONNECT_SECONDS,
            open=False,
            # a statement is mostly a change of its own; several that belong together say so
            kwargs={"autocommit": True},
        )
        # they tell of every job and every attempt to connect; that the database is away is said once by who waits
        for name, level in QUIETER.items():
            logging.getLogger(name).setLevel(level)
        self.app = App(connector=PsycopgConnector())

    async def open(self) -> None:
        """Connect and make the tables where there are none. Raise EngineError where that cannot be done."""
        try:
            async with await psycopg.AsyncConnection.connect(self.url, autocommit=True) as connection:
                await connection.execute("select pg_advisory_lock(%s)", [_SCHEMA_LOCK])
                await make_tables(connection)
            await self.pool.open(wait=True, timeout=CONNECT_SECONDS)
        except AWAY as error:
            raise EngineError(f"the engine's database cannot be reached, see ENGINE_URL: {error}") from error
        await self.app.open_async(self.pool)

    async def renew_connections(self) -> None:
        """Replace the connections that did not survive that the database was away."""
        await self.pool.check()

    async def close(self) -> None:
        """Close all connections."""
        await self.app.close_async()
        await self.pool.close()

    async def defer_turn(self, host: str, seconds: float, *, alone: bool) -> None:
        """Give a host its next turn, in so many seconds; a host that waits for one already keeps that."""
        turn = self.app.configure_task(
            TURN,
            allow_unknown=True,
            lock=host,
            queueing_lock=host,
            queue=ALONE_QUEUE if alone else SHARED_QUEUE,
            schedule_in={"milliseconds": max(round(seconds * 1000), 0)},
        )
        with suppress(AlreadyEnqueued):
            await turn.defer_async(host=host)


async def make_tables(connection: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
    """Make the tables of procrastinate and ours, where they are not there yet."""
    row = await (await connection.execute("select to_regclass('procrastinate_jobs')")).fetchone()
    if row is None or row[0] is None:
        connector = PsycopgConnector()
        async with connection.transaction():
            await connection.execute(App(connector=connector).schema_manager.get_schema().encode())
    await connection.execute(Path(__file__).with_name("schema.sql").read_bytes())


async def persist(engine: Engine, call: Callable[[], Awaitable[T]]) -> T:
    """Return what a call of the database brings, made again as long as the database is away."""
    while True:
        try:
            return await call()
        except AWAY as error:
            logger.info("the engine's database is away: %s", error)
            await asyncio.sleep(AGAIN_SECONDS)
            await engine.renew_connections()
