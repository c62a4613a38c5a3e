"""The workers' part of the engine: a host's turn is begun, its lease kept, and its end written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from psycopg import AsyncConnection

from storage.engine.connection import Engine

#: deaths of a worker with one task alone, after which the task is given up
MOST_DEATHS: Final = 3
#: seconds after which a host that another task asks is looked at again; chosen, not measured
LOOK_AGAIN: Final = 0.5

#: what came is written down, the hosts of the task are freed, and it is asked what its host has left: all at once
_END_TURN: Final = """
with ended as (
    update engine_tasks set answer = %(answer)s, holds = holds + %(holds)s,
    answered = case when %(answer)s::bytea is not null then now() end where id = %(task)s and answer is null
), freed as (
    update engine_hosts set task = null, worker = '', leased_until = null,
    next_request = greatest(next_request, now() + make_interval(secs => %(delay)s)) where task = %(task)s
)
select min(deaths) > 0 from engine_tasks
where host = %(host)s and answer is null and (id <> %(task)s or %(answer)s::bytea is null)
"""

Connection = AsyncConnection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A task that has its host to itself."""

    task: int
    host: str
    message: bytes
    holds: int


@dataclass(frozen=True, slots=True)
class Next:
    """The next turn of a host: in how many seconds, and whether alone with its worker; None seconds for none."""

    seconds: float | None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """A host has asked to be left alone for a while."""

    host: str
    wait: timedelta
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """A host is on hold for longer than its tasks can wait: they are to be answered with the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host as its row is at the beginning of a turn; all times are seconds from now."""

    task: int | None
    lease_left: float
    wait: float
    hold_left: float
    hold_reason: str


async def begin_turn(
    engine: Engine, host: str, worker: str, lease: float, patience: float, *, alone: bool
) -> Turn | Next | Held:
    """Lease a host for its next task; return when its next turn is where it has none now."""
    async with engine.pool.connection() as connection:
        if (turn := await _begin_at_once(connection, host, worker, lease, alone)) is not None:
            return turn
        return await _begin_with_care(connection, host, worker, lease, patience, alone)


async def _begin_at_once(connection: Connection, host: str, worker: str, lease: float, alone: bool) -> Turn | None:
    """Lease a host that is known, free and rested, in one statement; None where it is not or has no such task."""
    cursor = await connection.execute(
        "update engine_hosts set task = task.id, worker = %(worker)s, "
        "leased_until = now() + make_interval(secs => %(lease)s) "
        "from (select id, message, holds from engine_tasks where host = %(host)s and answer is null "
        "and (deaths > 0) = %(alone)s order by priority desc, id limit 1) as task "
        "where host = %(host)s and engine_hosts.task is null and next_request <= now() "
        "and coalesce(hold_until <= now(), true) returning task.id, task.message, task.holds",
        {"host": host, "worker": worker, "lease": lease, "alone": alone},
    )
    row = await cursor.fetchone()
    return None if row is None else Turn(row[0], host, row[1], row[2])


async def _begin_with_care(
    connection: Connection, host: str, worker: str, lease: float, patience: float, alone: bool
) -> Turn | Next | Held:
    async with connection.transaction():
        row = await _lock_host(connection, host)
        if row.task is not None and row.lease_left > 0:
            return Next(min(row.lease_left, LOOK_AGAIN), alone)
        if row.task is not None:
            await _note_death(connection, row.task)
        if row.hold_left > patience:
            return Held(row.hold_reason)
        if (wait := max(row.wait, row.hold_left)) > 0:
            return Next(wait, alone)
        cursor = await connection.execute(
            "select id, message, holds from engine_tasks where host = %s and answer is null and (deaths > 0) = %s "
            "order by priority desc, id limit 1",
            [host, alone],
        )
        if (task := await cursor.fetchone()) is None:
            return await _next_turn(connection, host)
        await _lease(connection, host, task[0], worker, lease)
        return Turn(task[0], host, task[1], task[2])


async def _lock_host(connection: Connection, host: str) -> HostRow:
    await connection.execute("insert into engine_hosts (host) values (%s) on conflict do nothing", [host])
    cursor = await connection.execute(
        "select task, coalesce(extract(epoch from leased_until - now()), 0)::float, "
        "extract(epoch from next_request - now())::float, "
        "coalesce(extract(epoch from hold_until - now()), 0)::float, hold_reason "
        "from engine_hosts where host = %s for update",
        [host],
    )
    row = await cursor.fetchone()
    if row is None:
        raise LookupError(host)
    return HostRow(*row)


async def _note_death(connection: Connection, task: int) -> None:
    """Note that whoever was at a task has not been heard of: it is tried again alone, and its hosts are free."""
    await connection.execute("update engine_tasks set deaths = deaths + 1 where id = %s and answer is null", [task])
    await _free_hosts(connection, task, 0.0)


async def _lease(connection: Connection, host: str, task: int, worker: str, lease: float) -> None:
    await connection.execute(
        "update engine_hosts set task = %s, worker = %s, leased_until = now() + make_interval(secs => %s) "
        "where host = %s",
        [task, worker, lease, host],
    )


async def _free_hosts(connection: Connection, task: int, delay: float) -> None:
    await connection.execute(
        "update engine_hosts set task = null, worker = '', leased_until = null, "
        "next_request = greatest(next_request, now() + make_interval(secs => %s)) where task = %s",
        [delay, task],
    )


async def _next_turn(connection: Connection, host: str) -> Next:
    """Return when a host's next turn is; tasks that share a worker with others come before those that do not."""
    cursor = await connection.execute(
        "select greatest(extract(epoch from next_request - now()), 0)::float, "
        "(select min(deaths) > 0 from engine_tasks where host = engine_hosts.host and answer is null) "
        "from engine_hosts where host = %s",
        [host],
    )
    row = await cursor.fetchone()
    return Next(None) if row is None or row[1] is None else Next(row[0], row[1])


async def take_another_host(engine: Engine, host: str, task: int, worker: str, lease: float) -> float:
    """Lease a further host for a task, such as one that a redirect leads to; return the seconds to wait, 0 for none."""
    async with engine.pool.connection() as connection, connection.transaction():
        row = await _lock_host(connection, host)
        if row.task == task:
            return 0.0
        if row.task is not None and row.lease_left > 0:
            return LOOK_AGAIN
        if row.task is not None:
            await _note_death(connection, row.task)
        if (wait := max(row.wait, row.hold_left)) > 0:
            return wait
        await _lease(connection, host, task, worker, lease)
        return 0.0


async def end_turn(
    engine: Engine, turn: Turn, answer: bytes | None, delay: float, holds: Collection[Hold] = ()
) -> Next:
    """Write down what came of a task, or None where it is to be tried again; free its hosts after ``delay`` seconds."""
    async with engine.pool.connection() as connection:
        for hold in holds:
            await connection.execute(
                "insert into engine_hosts (host, hold_until, hold_reason) values (%(host)s, now() + %(wait)s, %(why)s) "
                "on conflict (host) do update set hold_until = excluded.hold_until, hold_reason = excluded.hold_reason",
                {"host": hold.host, "wait": hold.wait, "why": hold.reason},
            )
        cursor = await connection.execute(
            _END_TURN,
            {"answer": answer, "holds": len(holds), "task": turn.task, "host": turn.host, "delay": delay},
        )
        row = await cursor.fetchone()
        return Next(None) if row is None or row[0] is None else Next(delay, row[0])


async def answer_all(engine: Engine, host: str, answer: bytes) -> None:
    """Answer all open tasks of a host."""
    async with engine.pool.connection() as connection:
        await connection.execute(
            "update engine_tasks set answer = %s, answered = now() where host = %s and answer is null", [answer, host]
        )


async def renew_leases(engine: Engine, worker: str, lease: float) -> set[int]:
    """Keep the leases of a worker for so many seconds from now; return the tasks that it still has."""
    async with engine.pool.connection() as connection:
        cursor = await connection.execute(
            "update engine_hosts set leased_until = now() + make_interval(secs => %s) "
            "where worker = %s and task is not null and leased_until > now() returning task",
            [lease, worker],
        )
        return {row[0] for row in await cursor.fetchall()}


async def blame(engine: Engine, worker: str, given_up: bytes) -> list[str]:
    """Hold a worker's death against the one task that it had; return the addresses of those that are given up by it."""
    async with engine.pool.connection() as connection, connection.transaction():
        cursor = await connection.execute(
            "update engine_tasks set deaths_alone = deaths_alone + 1, "
            "answer = case when deaths_alone + 1 >= %(most)s then %(answer)s::bytea end, "
            "answered = case when deaths_alone + 1 >= %(most)s then now() end "
            "where answer is null and id in (select task from engine_hosts where worker = %(worker)s) "
            "returning id, url, answer is not null",
            {"most": MOST_DEATHS, "answer": given_up, "worker": worker},
        )
        blamed = await cursor.fetchall()
        for task, _, _ in blamed:
            await _free_hosts(connection, task, 0.0)
        return [url for _, url, is_given_up in blamed if is_given_up]


async def is_lease_over(engine: Engine, worker: str) -> bool:
    """Return whether a worker holds a host that it no longer keeps."""
    async with engine.pool.connection() as connection:
        cursor = await connection.execute(
            "select 1 from engine_hosts where worker = %s and task is not null and leased_until < now() limit 1",
            [worker],
        )
        return await cursor.fetchone() is not None


async def shared_robots(engine: Engine, site: str, age: timedelta) -> tuple[int, bytes] | None:
    """Return status and body of a site's robots.txt, if any worker read it less than ``age`` ago."""
    async with engine.pool.connection() as connection:
        cursor = await connection.execute(
            "select status, body from engine_robots where site = %s and fetched > now() - %s", [site, age]
        )
        return await cursor.fetchone()


async def share_robots(engine: Engine, site: str, status: int, body: bytes) -> None:
    """Store a site's robots.txt for all workers."""
    async with engine.pool.connection() as connection:
        await connection.execute(
            "insert into engine_robots (site, status, body) values (%s, %s, %s) on conflict (site) do update "
            "set fetched = now(), status = excluded.status, body = excluded.body",
            [site, status, body],
        )
