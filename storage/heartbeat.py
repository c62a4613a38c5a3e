"""The heartbeat of the lease, from a thread of its own: a crawl that is busy for a minute does not look dead."""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path

from sqlite_utils import Database

from storage import lease
from storage.clock import now

logger = logging.getLogger(__name__)


class Heartbeat:
    """Keep this process' lease fresh through a connection of its own, until it is stopped."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="lease-heartbeat", daemon=True)

    def start(self) -> None:
        """Begin to beat."""
        self._thread.start()

    def stop(self) -> None:
        """Beat no more; return when the last beat is over."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _beat(self) -> None:
        # a batch of the crawl is open for a second at most; whoever waits longer tries again at the next beat
        connection = sqlite3.connect(self._path, timeout=self._seconds)
        try:
            database = Database(connection)
            while not self._stopped.wait(self._seconds):
                try:
                    lease.beat(database, now())
                except sqlite3.OperationalError as error:
                    logger.warning("the lease could not be kept fresh: %s", error)
        finally:
            connection.close()
