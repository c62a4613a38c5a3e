"""One writer for a whole crawl: changes are committed in batches, each change whole or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import AsyncioLoopingCall
from sqlite_utils import Database
from twisted.python.failure import Failure

from storage import lease
from storage.heartbeat import Heartbeat
from storage.schema.database import open_database
from storage.schema.failures import describe_failure, remedy_for

#: the statistic that says why the database could not be written
UNWRITABLE = "database/unwritable"


class Session:
    """Hold the database open while a crawl runs, as a Scrapy extension.

    A batch is committed after ``batch_size`` changes or ``batch_seconds``, whichever comes first, so that a crash
    loses a second of work at most, and that work is still marked as waiting.
    """

    def __init__(
        self,
        database: Database,
        batch_size: int,
        batch_seconds: float,
        heartbeat: Heartbeat | None = None,
        give_up: Callable[[str], None] | None = None,
    ) -> None:
        self.database = database
        self.heartbeat = heartbeat
        #: called once the database cannot be written, with the reason
        self.give_up = give_up
        self.batch_size = batch_size
        self.batch_seconds = batch_seconds
        #: called after every commit, when all that was changed until then is durable
        self.after_commit: Callable[[], None] = lambda: None
        #: kept, since the event loop keeps no task alive by itself
        self.stopping: asyncio.Future[None] | None = None
        self._changes = 0
        self._opened = 0.0
        self._held_lease = lease.is_held(database)
        self._clock = AsyncioLoopingCall(self._tick)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        session = cls(
            open_database(settings["DATABASE"]),
            settings.getint("BATCH_SIZE"),
            settings.getfloat("BATCH_SECONDS"),
            Heartbeat(Path(settings["DATABASE"]), settings.getfloat("LEASE_HEARTBEAT_SECONDS")),
            partial(stop, crawler),
        )
        crawler.signals.connect(session.start, signal=signals.engine_started)
        crawler.signals.connect(session.close, signal=signals.engine_stopped)
        # reading a damaged file fails in whichever step comes upon the damage
        for signal in (signals.item_error, signals.spider_error):
            crawler.signals.connect(session.judge_failure, signal=signal)
        return session

    def start(self) -> None:
        """Begin to commit by the clock and to keep the lease fresh."""
        self._clock.start(self.batch_seconds)
        if self.heartbeat is not None:
            self.heartbeat.start()

    @contextmanager
    def change(self) -> Iterator[Database]:
        """Open one change of the database; it is undone as a whole when the block raises.

        A database that cannot be written ends the crawl.
        """
        try:
            with self._change() as database:
                yield database
        except sqlite3.DatabaseError as error:
            self.give_up_for(error)
            raise

    @contextmanager
    def _change(self) -> Iterator[Database]:
        if not self.database.conn.in_transaction:
            # a batch that began by reading could not write once the heartbeat has written since
            self.database.execute("begin immediate")
            self._opened = time.monotonic()
        with self.database.atomic():
            yield self.database
        self._changes += 1
        if self._changes >= self.batch_size:
            self.commit()

    def commit(self) -> None:
        """Make every change so far durable. Raise LeaseLostError, undoing them, where another process writes by now."""
        if self._held_lease and self.database.conn.in_transaction and not lease.is_held(self.database):
            self.database.rollback()
            raise lease.LeaseLostError("another process took the lease over, since this one was silent for too long")
        self.database.commit()
        self._changes = 0
        self.after_commit()

    def close(self) -> None:
        """Commit what is open and close the database."""
        if self._clock.running:
            self._clock.stop()
        if self.heartbeat is not None:
            self.heartbeat.stop()
        try:
            self.commit()
        except sqlite3.DatabaseError as error:
            self.give_up_for(error)
        self.database.close()

    def judge_failure(self, failure: Failure) -> None:
        """End the crawl where what failed in a step or a spider is the database."""
        if failure.value is not None:
            self.give_up_for(failure.value)

    def give_up_for(self, error: BaseException) -> None:
        """End the crawl where an error is one of the database or its disk, and not one of the program."""
        if self.give_up is not None and (isinstance(error, lease.LeaseLostError) or remedy_for(error)):
            self.give_up(describe_failure(error))

    def _tick(self) -> None:
        try:
            self._keep_time()
        except sqlite3.DatabaseError as error:
            self.give_up_for(error)

    def _keep_time(self) -> None:
        present = time.monotonic()
        if self.database.conn.in_transaction and present - self._opened >= self.batch_seconds:
            self.commit()


def stop(crawler: Crawler, why: str) -> None:
    """Stop a crawl whose database cannot be written; its statistics then say why. What was committed stays."""
    if crawler.stats.get_value(UNWRITABLE) is None:
        crawler.stats.set_value(UNWRITABLE, why)
        session_of(crawler).stopping = asyncio.ensure_future(crawler.stop_async())


def session_of(crawler: Crawler) -> Session:
    """Return the session of a running crawl; raise RuntimeError when the extension is switched off."""
    session = crawler.get_extension(Session)
    if session is None:
        raise RuntimeError("the extension storage.session.Session is not enabled in EXTENSIONS")
    return session
