"""Carrying out what people ask for while no run is on: a thread that has ``scrapy instructions`` do it.

A run that is writing empties the queue itself. What was asked for outlives the room: the queue is looked at when it
starts, and every few seconds.
"""

from __future__ import annotations

import logging
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from storage import lease
from storage.clock import now
from storage.schema.database import connect_to_read
from storage.sql import named_row

logger = logging.getLogger("osecwatch.reading_room")

_PROJECT: Final = Path(__file__).resolve().parents[3]
#: seconds between two looks at the queue, and after a look that could not carry everything out; chosen, not measured
_LOOK_SECONDS, _LATER_SECONDS = 5.0, 30.0
#: seconds that carrying out may take: a takedown in a large archive cleans its index for minutes
_MOST_SECONDS = 3600.0
#: seconds that the process stays for the next decision: starting one takes two seconds of CPU; chosen, not measured
_LINGER = "30"
#: as LEASE_PATIENCE_SECONDS in settings.py
_PATIENCE = timedelta(seconds=60)


class InstructionWorker:
    """Look whether instructions wait that nobody carries out, and have a process of its own carry them out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._woken = threading.Event()

    def start(self) -> None:
        """Begin to look, now and every few seconds."""
        threading.Thread(target=self._look_for_ever, daemon=True, name="instructions").start()

    def wake(self) -> None:
        """Look at once: something was asked for."""
        self._woken.set()

    def _look_for_ever(self) -> None:
        while True:
            done = self.look()
            self._woken.wait(_LOOK_SECONDS if done else _LATER_SECONDS)
            self._woken.clear()

    def look(self) -> bool:
        """Have what waits carried out, unless somebody else is writing; return whether nothing went wrong."""
        try:
            if not is_left_waiting(self.path):
                return True
            database = f"DATABASE={self.path.resolve()}"
            command = [sys.executable, "-m", "scrapy", "instructions", "--linger", _LINGER, "-s", database]
            done = subprocess.run(  # noqa: S603 - nothing of it is foreign
                command, cwd=_PROJECT, stdin=subprocess.DEVNULL, capture_output=True, timeout=_MOST_SECONDS, check=False
            )
        except (sqlite3.Error, OSError, subprocess.TimeoutExpired) as error:
            logger.error("instructions were not carried out: %s", error)  # noqa: TRY400 - one line, no traceback
            return False
        if done.returncode:
            logger.error("instructions were not carried out: %s", done.stderr.decode("utf-8", "replace")[-300:])
        return not done.returncode


def is_left_waiting(path: Path) -> bool:
    """Return whether instructions wait and nobody is writing who would carry them out."""
    with closing(connect_to_read(path)) as connection:
        connection.row_factory = named_row
        if not connection.execute("select 1 from instructions where done_at is null limit 1").fetchone():
            return False
        holder = lease.current_holder(Database(connection))
    return holder is None or lease.may_take_over(
        holder,
        host=socket.gethostname(),
        alive=lease.is_alive(holder.pid),
        at=now(),
        patience=_PATIENCE,
    )
