"""A worker's shift: turns from the queue, leases kept, and what others left broken made whole."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final

from procrastinate.exceptions import ProcrastinateException
from scrapy.crawler import Crawler

from spiders.download.handler import abort_downloads
from spiders.engine.isolation import Isolation
from spiders.engine.messages import failed, held
from storage.engine import turns
from storage.engine.connection import AGAIN_SECONDS, ALONE_QUEUE, AWAY, SHARED_QUEUE, TURN, Engine, persist
from storage.engine.recovery import recover
from storage.engine.turns import Held, Hold, Next, Turn

logger = logging.getLogger(__name__)

#: a lease is renewed so often within its time, and given up for lost after so much of it: what is under way is ended by
#: the look after that, two tenths later at most
RENEWALS: Final = 10
LOST_AFTER: Final = 0.7
#: so often within a lease it is looked whether there is something to mend
MENDINGS: Final = 3
#: seconds between two looks for a turn whose time has come; chosen, not measured
TURN_SECONDS: Final = 0.1
#: seconds between two looks whether there are tasks to be done alone; chosen, not measured
ISOLATION_SECONDS: Final = 1.0

#: the result of a task, None where it is to be tried again; the seconds that its host rests; the holds asked for
Performed = tuple[bytes | None, float, list[Hold]]


class Shift:
    """The work of one worker, from the opening of its crawl to its end."""

    def __init__(
        self, crawler: Crawler, perform: Callable[[Turn], Awaitable[Performed]], *, worker: str, alone: bool
    ) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.perform = perform
        self.worker = worker or f"{socket.gethostname()}/{os.getpid()}"
        self.alone = alone
        self.lease = settings.getfloat("ENGINE_LEASE_SECONDS")
        self.patience = settings.getfloat("RETRY_AFTER_PATIENCE")
        self.concurrency = 1 if alone else settings.getint("ENGINE_CONCURRENCY")
        self.engine = Engine(settings["ENGINE_URL"])
        #: when the lease of a task was last asked for, in seconds of the monotonic clock
        self.leased: dict[int, float] = {}
        #: tasks whose lease was lost while they were worked at
        self.lost: set[int] = set()
        #: when a host answered, as long as its turn is not over
        self.last_answer: dict[str, float] = {}
        self.is_over = False
        self.side: list[asyncio.Task[None]] = []
        #: kept, since the event loop keeps no task alive by itself
        self.ending: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin."""
        self.engine.app.task(name=TURN)(self.take_turn)
        await self.engine.open()
        work = [self.work(), self.keep_leases()]
        if not self.alone:
            work += [self.keep_whole(), self.isolate()]
        self.side = [asyncio.ensure_future(each) for each in work]

    async def stop(self) -> None:
        """End; what is under way is left to others at once."""
        self.is_over = True
        for each in self.side:
            each.cancel()
        await asyncio.gather(*self.side, return_exceptions=True)
        await self.engine.close()

    async def work(self) -> None:
        """Take turns until stopped, or, alone, until there are none; a database that is away is waited for."""
        while not self.is_over:
            try:
                await self.engine.app.run_worker_async(
                    queues=[ALONE_QUEUE if self.alone else SHARED_QUEUE],
                    concurrency=self.concurrency,
                    wait=not self.alone,
                    fetch_job_polling_interval=TURN_SECONDS,
                    shutdown_graceful_timeout=self.lease,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    listen_notify=False,
                    update_heartbeat_interval=self.lease / RENEWALS,
                    stalled_worker_timeout=self.lease,
                )
            except (*AWAY, ProcrastinateException) as error:
                logger.warning("the engine's database is away, and waited for: %s", " ".join(str(error).split()))
            else:
                if self.alone:
                    break
            await asyncio.sleep(AGAIN_SECONDS)
            await self.engine.renew_connections()
        if not self.is_over:
            self.is_over = True
            self.ending = asyncio.ensure_future(self.crawler.stop_async())

    async def take_turn(self, host: str) -> None:
        """Do the next task of a host, and give the host its next turn."""
        began = monotonic()
        begun = await turns.begin_turn(self.engine, host, self.worker, self.lease, self.patience, alone=self.alone)
        if isinstance(begun, Held):
            await turns.answer_all(self.engine, host, held(begun.reason))
            return
        following = await self.do(begun, began) if isinstance(begun, Turn) else begun
        if following is not None and following.seconds is not None:
            await self.engine.defer_turn(host, following.seconds, alone=following.alone)

    async def do(self, turn: Turn, began: float) -> Next | None:
        """Perform a task and write down what came of it, however long the database is away.

        Where its lease is lost or the shift is over, nothing came of it, and it is tried again.
        """
        self.leased[turn.task] = began
        try:
            result, delay, holds = await self.attempt(turn)
            if self.is_over or turn.task in self.lost:
                result = None
            return await persist(self.engine, lambda: turns.end_turn(self.engine, turn, result, delay, holds))
        finally:
            self.leased.pop(turn.task, None)
            self.lost.discard(turn.task)

    async def attempt(self, turn: Turn) -> Performed:
        """Perform a task; one on which the program itself fails is not tried for ever."""
        try:
            return await self.perform(turn)
        except Exception as error:
            logger.exception("task %d of %s failed within the program", turn.task, turn.host)
            return failed(f"the worker's program failed: {type(error).__name__}: {error}"), 0.0, []

    async def keep_leases(self) -> None:
        """Renew the leases of the tasks under way; where that fails for too long, end all downloads in time."""
        while True:
            await asyncio.sleep(self.lease / RENEWALS)
            sent = monotonic()
            before = {task for task, at in self.leased.items() if at <= sent}
            try:
                async with asyncio.timeout(self.lease / RENEWALS):
                    kept = await turns.renew_leases(self.engine, self.worker, self.lease)
            except (*AWAY, TimeoutError) as error:
                logger.info("the leases of this worker could not be renewed: %s", error)
                is_lost = any(monotonic() - at > self.lease * LOST_AFTER for at in self.leased.values())
            else:
                self.leased |= dict.fromkeys(kept & self.leased.keys(), sent)
                is_lost = not before & self.leased.keys() <= kept
            if is_lost:
                logger.warning("leases of this worker were lost: what it is at is left to others")
                self.lost |= self.leased.keys()
                abort_downloads(self.crawler, "the lease of the host was lost")

    async def keep_whole(self) -> None:
        """Mend from time to time what dead workers left."""
        while True:
            try:
                await recover(self.engine, self.lease)
            except (*AWAY, ProcrastinateException) as error:
                logger.info("the engine's database is away: %s", error)
            await asyncio.sleep(self.lease / MENDINGS)

    async def isolate(self) -> None:
        """Have a child work at the tasks whose workers died."""
        isolation = Isolation(self.engine, self.worker)
        try:
            while True:
                try:
                    await isolation.look()
                except (*AWAY, ProcrastinateException) as error:
                    logger.info("the engine's database is away: %s", error)
                await asyncio.sleep(ISOLATION_SECONDS)
        finally:
            isolation.end()
