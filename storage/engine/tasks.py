"""The writer's part of the engine: tasks that it hands out, and the answers that it takes back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from storage.engine.connection import Engine

#: answers that are read at a time; chosen, not measured
ANSWERS_AT_A_TIME: Final = 100


@dataclass(frozen=True, slots=True)
class NewTask:
    """A request to be made; ``message`` says how, for the worker."""

    key: str
    url: str
    host: str
    is_page: bool
    priority: int
    message: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a task."""

    id: int
    key: str
    answer: bytes


def task_key(*words: object) -> str:
    """Return the name by which the same request is known again."""
    return hashlib.blake2b(repr(words).encode(), digest_size=16).hexdigest()


async def hand_out(engine: Engine, tasks: Sequence[NewTask]) -> None:
    """Hand out tasks; one that is there already, with an answer or without, is taken up again."""
    async with engine.pool.connection() as connection, connection.transaction():
        await connection.cursor().executemany(
            "insert into engine_tasks (key, url, host, is_page, priority, message) values (%s, %s, %s, %s, %s, %s) "
            "on conflict (key) do update set parked = false",
            [(task.key, task.url, task.host, task.is_page, task.priority, task.message) for task in tasks],
        )
    await give_turns(engine, {task.host for task in tasks})


async def give_turns(engine: Engine, hosts: Collection[str] | None = None) -> int:
    """Give a turn to those of the hosts, or of all, that have open tasks and none; return how many there were."""
    async with engine.pool.connection() as connection:
        cursor = await connection.execute(
            "select host, min(deaths) > 0 from engine_tasks as task where answer is null "
            "and (%(hosts)s::text[] is null or host = any(%(hosts)s)) and not exists ("
            "select 1 from procrastinate_jobs where lock = task.host and status in ('todo', 'doing')) group by host",
            {"hosts": None if hosts is None else sorted(hosts)},
        )
        waiting = await cursor.fetchall()
    for host, alone in waiting:
        await engine.defer_turn(host, 0.0, alone=alone)
    return len(waiting)


async def answers(engine: Engine, without: Collection[int]) -> list[Answered]:
    """Return answers that the present watch waits for, without those given."""
    async with engine.pool.connection() as connection:
        cursor = await connection.execute(
            "select id, key, answer from engine_tasks where answer is not null and not parked and id <> all(%s) "
            "order by id limit %s",
            [list(without), ANSWERS_AT_A_TIME],
        )
        return [Answered(*row) for row in await cursor.fetchall()]


async def withdraw(engine: Engine, keys: Collection[str]) -> None:
    """Take back tasks that nobody waits for any longer, unless they are being done or are answered."""
    async with engine.pool.connection() as connection:
        await connection.execute(
            "delete from engine_tasks as task where key = any(%s) and answer is null "
            "and not exists (select 1 from engine_hosts where engine_hosts.task = task.id)",
            [list(keys)],
        )


async def acknowledge(engine: Engine, tasks: Collection[int]) -> None:
    """Forget tasks whose answers are durable, or not wanted."""
    async with engine.pool.connection() as connection:
        await connection.execute("delete from engine_tasks where id = any(%s)", [list(tasks)])


async def park_all(engine: Engine) -> list[tuple[int, str, bool]]:
    """Set aside what an earlier watch handed out; return number, address and kind of what was answered meanwhile."""
    async with engine.pool.connection() as connection:
        await connection.execute("update engine_tasks set parked = true where not parked")
        cursor = await connection.execute("select id, url, is_page from engine_tasks where answer is not null")
        return [(number, url, is_page) for number, url, is_page in await cursor.fetchall()]
