"""The queue of instructions, emptied by whoever writes to the database: a command, or a crawl while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Final, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import AsyncioLoopingCall
from sqlite_utils import Database

from storage.clock import now
from storage.session import Session, session_of
from storage.tables.instructions import Instruction, record_answer, waiting_instructions
from storage.tables.takedown.removal import empty_log, scrub_index

#: seconds between two looks at the queue, and how long a crawl may be held up by cleaning the index after a takedown
_LOOK_SECONDS: Final = 1.0
_SCRUB_SECONDS: Final = 0.2


def empty_queue(database: Database, settings: BaseSettings) -> None:
    """Carry out what waits in the queue, before or after other work; each instruction is a change of its own."""
    deletions = [answer_one(database, settings, instruction) for instruction in waiting_instructions(database)]
    if any(deletions):
        scrub_database(database)


def answer_one(database: Database, settings: BaseSettings, instruction: Instruction) -> bool:
    """Carry out one instruction and note the answer; return whether text was deleted."""
    # it needs all that decides on articles, and in most runs nobody asks for anything
    from pipelines.instructions.carrying_out import answer_instruction, deletes_words  # noqa: PLC0415

    with database.atomic():
        answer = answer_instruction(database, settings, instruction)
        record_answer(database, instruction.id, answer, now())
    return answer.succeeded and deletes_words(instruction.command, instruction.words)


def scrub_database(database: Database) -> None:
    """Let no deleted word remain in the full-text index, nor in the log of the database."""
    for _ in scrub_index(database):
        pass
    empty_log(database)


class InstructionQueue:
    """A Scrapy extension: a crawl carries out within seconds what people ask for while it runs."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        #: the steps that are left of cleaning the full-text index
        self.scrubbing: Iterator[None] | None = None
        self._clock = AsyncioLoopingCall(self.look)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        queue = cls(crawler)
        crawler.signals.connect(queue.start, signal=signals.engine_started)
        crawler.signals.connect(queue.stop, signal=signals.spider_closed)
        return queue

    @property
    def session(self) -> Session:
        return session_of(self.crawler)

    def start(self) -> None:
        """Begin to look at the queue."""
        self._clock.start(_LOOK_SECONDS)

    def stop(self) -> None:
        """Look a last time; what is left of cleaning is done at once."""
        if self._clock.running:
            self._clock.stop()
        self.look()
        if self.scrubbing is not None:
            self.scrub(float("inf"))

    def look(self) -> None:
        """Carry out what waits, in the order in which it was asked for."""
        for instruction in waiting_instructions(self.session.database):
            with self.session.change() as database:
                deleted = answer_one(database, self.crawler.settings, instruction)
            self.session.commit()
            if deleted:
                self.scrubbing = scrub_index(self.session.database)
        if self.scrubbing is not None:
            self.scrub(_SCRUB_SECONDS)

    def scrub(self, seconds: float) -> None:
        """Go on with cleaning the full-text index for so long."""
        self.session.commit()
        ends = monotonic() + seconds
        while self.scrubbing is not None and monotonic() < ends:
            if next(self.scrubbing, "done") == "done":
                empty_log(self.session.database)
                self.scrubbing = None
