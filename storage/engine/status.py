"""How the engine is doing, in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import psycopg
from psycopg.rows import class_row

_STATUS = """
select
    (select count(*) from engine_tasks where answer is null) as waiting,
    (select count(*) from engine_tasks where answer is null and deaths > 0) as suspects,
    (select min(created) from engine_tasks where answer is null) as oldest,
    (select count(*) from engine_tasks where answer is not null) as answered,
    (select count(*) from engine_hosts where leased_until > now()) as hosts_asked,
    (select count(*) from engine_hosts where hold_until > now()) as hosts_held,
    (select count(*) from procrastinate_workers where last_heartbeat > now() - make_interval(secs => %s)) as workers
"""


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What the engine holds, and who works at it."""

    #: tasks that are to be done; those of them whose worker has died; since when the first of them waits
    waiting: int
    suspects: int
    oldest: datetime | None
    #: tasks whose answers the writer has not acknowledged
    answered: int
    #: hosts that are being asked now, and those that have asked for time
    hosts_asked: int
    hosts_held: int
    #: workers that were heard of lately, children included
    workers: int


def read_status(url: str, lease: float) -> EngineStatus | None:
    """Return how the engine is doing; None where no watch and no worker has opened it yet."""
    with psycopg.connect(url) as connection:
        row = connection.execute("select to_regclass('engine_tasks')").fetchone()
        if row is None or row[0] is None:
            return None
        with connection.cursor(row_factory=class_row(EngineStatus)) as cursor:
            return cursor.execute(_STATUS, [lease]).fetchone()
