"""The writer's exchange with the engine: tasks out, answers in, acknowledged once they are durable."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from sqlite_utils import Database

from storage.engine import tasks
from storage.engine.connection import AWAY, Engine
from storage.engine.tasks import Answered, NewTask
from storage.tables import page_queue

logger = logging.getLogger(__name__)

#: seconds between two looks for answers; chosen, not measured
ANSWER_SECONDS: Final = 0.1
#: answers that may be on their way through the pipelines at a time; chosen, not measured
MOST_UNDER_WAY: Final = 300


class Exchange:
    """Hand out tasks and take answers, for as long as the crawl runs; a database that is away is waited for.

    ``deliver`` takes an answer, and says whether somebody waited for it and whether it is to be kept until ``stored``
    names it and a commit has made that durable.
    """

    def __init__(self, engine: Engine, deliver: Callable[[Answered], bool | None]) -> None:
        self.engine = engine
        self.deliver = deliver
        self.outgoing: list[NewTask] = []
        #: the keys of tasks that nobody waits for any longer
        self.withdrawn: set[str] = set()
        #: answers that were taken and not acknowledged yet, and those that nobody waits for in this run
        self.under_way: set[int] = set()
        self.unclaimed: set[int] = set()
        self.stored: set[int] = set()
        self.durable: set[int] = set()
        self.committed = asyncio.Event()
        self.stopped = False
        self.is_away = False

    def note_commit(self) -> None:
        """Note that what was stored so far is durable."""
        self.durable |= self.stored
        self.stored.clear()
        self.committed.set()

    async def run(self, database: Database) -> None:
        """Exchange until stopped; what an earlier watch left is gone through first."""
        await self.persist_opening(database)
        while not self.stopped:
            try:
                busy = await self.exchange()
                self.is_away = False
            except AWAY as error:
                busy = False
                self.say_away(error)
            if not busy:
                await asyncio.sleep(ANSWER_SECONDS)

    async def persist_opening(self, database: Database) -> None:
        """Go through what an earlier watch left, once the database is there."""
        while not self.stopped:
            try:
                await self.go_through(database)
            except AWAY as error:
                self.say_away(error)
                await asyncio.sleep(ANSWER_SECONDS)
            else:
                return

    def say_away(self, error: BaseException) -> None:
        """Log once that the database is away."""
        if not self.is_away:
            logger.warning("the engine's database is away, and waited for: %s", error)
        self.is_away = True

    async def go_through(self, database: Database) -> None:
        """Set aside what an earlier watch handed out; forget answers that say nothing new.

        The answer for a page that still waits is kept until it is asked for; any other was stored already, or is asked
        for anew.
        """
        left = await tasks.park_all(self.engine)
        forgotten = [number for number, url, is_page in left if not (is_page and page_queue.is_waiting(database, url))]
        await tasks.acknowledge(self.engine, forgotten)

    async def exchange(self) -> bool:
        """Do what is to be done now; return whether there was anything."""
        if outgoing := self.outgoing[:1000]:
            await tasks.hand_out(self.engine, outgoing)
            del self.outgoing[: len(outgoing)]
        await self.take_back()
        if durable := set(self.durable):
            await tasks.acknowledge(self.engine, durable)
            self.durable -= durable
            self.under_way -= durable
        if len(self.under_way) >= MOST_UNDER_WAY:
            return False
        came = await tasks.answers(self.engine, self.under_way | self.unclaimed)
        for answered in came:
            self.take(answered)
        return bool(came or outgoing)

    async def take_back(self) -> None:
        """Withdraw what nobody waits for any longer."""
        if withdrawn := set(self.withdrawn):
            await tasks.withdraw(self.engine, withdrawn)
            self.withdrawn -= withdrawn

    def take(self, answered: Answered) -> None:
        """Hand an answer to whoever waits for it."""
        is_kept = self.deliver(answered)
        if is_kept is None:
            self.unclaimed.add(answered.id)
            return
        self.under_way.add(answered.id)
        if not is_kept:
            self.durable.add(answered.id)

    async def close(self) -> None:
        """Acknowledge what is durable by now, and go."""
        self.stopped = True
        try:
            await self.take_back()
            await tasks.acknowledge(self.engine, self.durable)
        except AWAY as error:
            self.say_away(error)
