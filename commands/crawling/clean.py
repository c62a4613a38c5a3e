"""``scrapy clean``: extraction as a filter, pages in and articles out, one JSON line each."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from typing import BinaryIO

from scrapy.settings import BaseSettings

from pipelines.extraction.json_lines import extract_line, failed_line
from pipelines.extraction.worker_pool import WorkerPool
from storage.clock import now

#: lines between reading and writing at one time, for each worker; chosen, not measured: enough that none waits
LINES_PER_WORKER = 8
#: bytes of a line that are read, 64 MiB; a longer one is no page; six times what a download may have (DOWNLOAD_MAXSIZE)
MAX_LINE_BYTES = 2**26


def clean_standard_input(settings: BaseSettings) -> int:
    """Extract the pages of standard input until its end; return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a filter has nothing to finish
    pool = open_worker_pool(settings)
    try:
        asyncio.run(extract_lines(sys.stdin.buffer, sys.stdout.buffer, pool))
    finally:
        pool.close()
    return 0


def open_worker_pool(settings: BaseSettings) -> WorkerPool:
    """Open a pool with a worker for each core."""
    return WorkerPool(
        os.cpu_count() or 1,
        seconds=settings.getfloat("CLEAN_SECONDS"),
        megabytes=settings.getint("CLEAN_MEGABYTES"),
        calls=settings.getint("CLEAN_PAGES"),
    )


async def extract_lines(lines: BinaryIO, output: BinaryIO, pool: WorkerPool) -> None:
    """Write an answer for every line, each as soon as it and those before it are known."""
    async for answer in extract_in_order(lines, pool, now()):
        output.write(answer)
        output.flush()


async def extract_in_order(lines: BinaryIO, pool: WorkerPool, at: datetime) -> AsyncIterator[bytes]:
    """Yield an answer for every line, in order of arrival; a line that is no page is answered with an error."""
    slots = asyncio.Semaphore(LINES_PER_WORKER * pool.workers)
    under_way: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue()

    async def read() -> None:
        number = 0
        try:
            while line := await asyncio.to_thread(read_bounded_line, lines):
                number += 1
                if line.strip():
                    await slots.acquire()
                    under_way.put_nowait(asyncio.create_task(extract_or_fail(line, number, pool, at)))
        finally:
            under_way.put_nowait(None)

    reading = asyncio.create_task(read())
    while task := await under_way.get():
        yield await task
        slots.release()
    await reading


def read_bounded_line(lines: BinaryIO) -> bytes:
    """Return the next line, cut at the bound; empty at the end."""
    line = rest = lines.readline(MAX_LINE_BYTES)
    while rest and not rest.endswith(b"\n"):
        rest = lines.readline(MAX_LINE_BYTES)
    return line


async def extract_or_fail(line: bytes, number: int, pool: WorkerPool, at: datetime) -> bytes:
    """Return the answer to one line, whatever befalls the worker that extracts it."""
    try:
        return await pool.run(extract_line, line, number, at)
    except Exception as error:
        return failed_line(line, number, f"extraction was given up: {error}")
