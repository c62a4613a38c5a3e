"""Tasks whose workers died, one at a time in a child process: whoever kills a child is known."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import Final

from spiders.engine.crawl_settings import CHILD_VARIABLE
from spiders.engine.messages import failed
from storage.engine import turns
from storage.engine.connection import Engine
from storage.engine.recovery import has_turn_alone
from storage.engine.turns import MOST_DEATHS

logger = logging.getLogger(__name__)

GIVEN_UP: Final = f"it is given up: {MOST_DEATHS} workers died of it, each of them with this task alone"


class Isolation:
    """The child of a worker. What it was at when it died is to blame, if this process has lived to see it."""

    def __init__(self, engine: Engine, worker: str) -> None:
        self.engine = engine
        self.worker = worker
        self.child: subprocess.Popen[bytes] | None = None
        self.children = 0

    @property
    def name(self) -> str:
        """The name of the present child as a worker."""
        return f"{self.worker}/alone-{self.children}"

    async def look(self) -> None:
        """Start a child where there is work for one, and see how the present one does."""
        if self.child is None:
            if await has_turn_alone(self.engine):
                self.start()
        elif self.child.poll() is None:
            if await turns.is_lease_over(self.engine, self.name):
                logger.warning("%s is not heard of any longer, and ended", self.name)
                self.child.kill()
        else:
            # the child is forgotten only once its death is written down
            for url in await turns.blame(self.engine, self.name, failed(GIVEN_UP)):
                logger.error("%s: %s", url, GIVEN_UP)
            self.forget()

    def start(self) -> None:
        """Start a child with this process' own command line; it ends when this process does, by its standard input."""
        self.children += 1
        self.child = subprocess.Popen(  # noqa: S603 - our own command line
            [sys.executable, *sys.orig_argv[1:]],
            stdin=subprocess.PIPE,
            env=os.environ | {CHILD_VARIABLE: self.name},
        )

    def end(self) -> None:
        """End the child, which leaves what it is at to others."""
        if self.child is not None:
            self.child.kill()
            self.child.wait()
            self.forget()

    def forget(self) -> None:
        """Be done with a child that has ended."""
        if self.child is not None and self.child.stdin is not None:
            self.child.stdin.close()
        self.child = None
