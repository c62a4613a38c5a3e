"""What dead workers leave broken in the engine, made whole."""

from __future__ import annotations

from typing import Final

from procrastinate.jobs import Status

from storage.engine.connection import ALONE_QUEUE, Engine
from storage.engine.tasks import give_turns

#: a number of this project's own, for the lock that one worker at a time mends under
_RECOVERY_LOCK: Final = 7_330_222


async def recover(engine: Engine, lease: float) -> None:
    """End the turns of workers that have not been heard of, and give a turn to hosts that have tasks and none."""
    async with engine.pool.connection() as connection, connection.transaction():
        cursor = await connection.execute("select pg_try_advisory_xact_lock(%s)", [_RECOVERY_LOCK])
        row = await cursor.fetchone()
        if row is None or not row[0]:
            return
        manager = engine.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=lease):
            if job.id is not None:
                await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
        await manager.prune_stalled_workers(lease)
        await give_turns(engine)


async def has_turn_alone(engine: Engine) -> bool:
    """Return whether a host waits for a worker that does one task at a time."""
    async with engine.pool.connection() as connection:
        cursor = await connection.execute(
            "select 1 from procrastinate_jobs where queue_name = %s and status = 'todo' "
            "and coalesce(scheduled_at, now()) <= now() limit 1",
            [ALONE_QUEUE],
        )
        return await cursor.fetchone() is not None
