"""``scrapy clean``: the cleaner as a filter, pages in and articles out, one JSON line each."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from typing import BinaryIO

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from commands.base import explained, settings_of
from pipelines.extraction.json_lines import clean_line, unclean_line
from pipelines.extraction.worker_pool import WorkerPool
from storage.clock import now

#: lines between reading and writing at one time, for each worker
IN_HAND = 8
#: bytes of a line that are read; a longer one is no page
LONGEST = 2**26


class Command(ScrapyCommand):
    """Cleans the pages on standard input: ``{"id", "url", "html"}`` a line."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def short_desc(self) -> str:
        return 'Clean pages from standard input, {"id", "url", "html"} a line, into JSON Lines on standard output'

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a filter has nothing to finish
        pool = pool_of(settings_of(self))
        try:
            asyncio.run(clean(sys.stdin.buffer, sys.stdout.buffer, pool))
        finally:
            pool.close()


def pool_of(settings: Settings) -> WorkerPool:
    """A worker for each core."""
    return WorkerPool(
        os.cpu_count() or 1,
        seconds=settings.getfloat("CLEAN_SECONDS"),
        megabytes=settings.getint("CLEAN_MEGABYTES"),
        calls=settings.getint("CLEAN_PAGES"),
    )


async def clean(lines: BinaryIO, output: BinaryIO, pool: WorkerPool) -> None:
    """Writes an answer for every line, each as soon as it and those before it are known."""
    async for answer in answers(lines, pool, now()):
        output.write(answer)
        output.flush()


async def answers(lines: BinaryIO, pool: WorkerPool, at: datetime) -> AsyncIterator[bytes]:
    """An answer for every line, in order of arrival; a line that is no page is answered with an error."""
    room = asyncio.Semaphore(IN_HAND * pool.workers)
    under_way: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue()

    async def read() -> None:
        number = 0
        try:
            while line := await asyncio.to_thread(read_line, lines):
                number += 1
                if line.strip():
                    await room.acquire()
                    under_way.put_nowait(asyncio.create_task(answer(line, number, pool, at)))
        finally:
            under_way.put_nowait(None)

    reading = asyncio.create_task(read())
    while task := await under_way.get():
        yield await task
        room.release()
    await reading


def read_line(lines: BinaryIO) -> bytes:
    """The next line, no more than its longest part that is read; empty at the end."""
    line = rest = lines.readline(LONGEST)
    while rest and not rest.endswith(b"\n"):
        rest = lines.readline(LONGEST)
    return line


async def answer(line: bytes, number: int, pool: WorkerPool, at: datetime) -> bytes:
    """The answer to one line, whatever befalls the worker that cleans it."""
    try:
        return await pool.run(clean_line, line, number, at)
    except Exception as error:
        return unclean_line(line, number, f"cleaning was given up: {error}")
