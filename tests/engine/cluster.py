"""A writer, some workers and a PostgreSQL server on loopback, all of which can be killed at any time."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings

from tests.engine.postgres import Server
from tests.hostileweb.content import article, feed, html, plain, xml
from tests.sampleweb.server import SampleWeb
from tests.sampleweb.world import Reply

ROOT = Path(__file__).resolve().parents[2]
#: part of the address of a page that kills whoever fetches it
POISON = "poison"
Process = subprocess.Popen[bytes]


class PoisonAddon:
    """A Scrapy add-on that makes some pages deadly."""

    def update_settings(self, settings: BaseSettings) -> None:
        settings["DOWNLOADER_MIDDLEWARES"][f"{__name__}.PoisonMiddleware"] = 950


class PoisonMiddleware:
    """Kills the process that such a page comes to."""

    def process_response(self, request: Request, response: Response) -> Response:
        if POISON in request.url:
            os.kill(os.getpid(), signal.SIGKILL)
        return response


def pages_of(hosts: int, pages: int, poison: int = 0) -> dict[str, Reply]:
    """Sites of small pages that are off topic, found by feeds; on the first of them some are deadly."""
    replies: dict[str, Reply] = {}
    for number in range(hosts):
        host = f"site-{number}.example"
        names = [
            *(f"page-{page}" for page in range(pages)),
            *(f"{POISON}-{n}" for n in range(poison if not number else 0)),
        ]
        paths = [f"/2026/03/01/{name}" for name in names]
        replies[f"{host}/robots.txt"] = plain("", 404)
        replies[f"{host}/feed"] = xml(feed(host, paths))
        # large enough to be refused unread
        replies |= {f"{host}{path}": html(article(f"{host} {path}", body="<hr>" * 6000)) for path in paths}
    return replies


def sources_of(hosts: int, folder: Path) -> str:
    """Write the sources file of these sites; return its path."""
    path = folder / "sources.toml"
    entry = '[site-{n}]\nname = "Site {n}"\nkind = "newspaper"\ncountry = "PH"\nlanguage = "en"\n'
    entry += 'homepage = "http://site-{n}.example/"\nfeed = "http://site-{n}.example/feed"\n'
    path.write_text("".join(entry.format(n=number) for number in range(hosts)), "utf-8")
    return str(path)


@dataclass
class Cluster:
    """The processes, and how they are started."""

    server: Server
    web: SampleWeb
    database: Path
    settings: Mapping[str, str]
    log: Path
    workers: list[Process] = field(default_factory=list)
    writer: Process | None = None

    def run(self, command: str) -> Process:
        """Start a command of the project in a session of its own."""
        values = {**self.settings, "DATABASE": str(self.database)}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "scrapy",
                    command,
                    *(word for k, v in values.items() for word in ("-s", f"{k}={v}")),
                ],
                cwd=ROOT,
                env=os.environ | self.web.environment() | {"ENGINE_URL": self.server.url},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def keep_running(self, workers: int) -> None:
        """Start again what has died, as a supervisor does; a watch that has ended is followed by the next one."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < workers:
            self.workers.append(self.run("work"))
        if self.writer is None or self.writer.poll() is not None:
            self.writer = self.run("watch")

    def outcomes(self) -> dict[str, tuple[str, str]]:
        """Every page with what became of it and why."""
        if not self.database.exists():
            return {}
        with closing(sqlite3.connect(self.database, timeout=60)) as connection:
            try:
                rows = connection.execute("select url, outcome, reason from pages").fetchall()
            except sqlite3.OperationalError:  # it is being made
                return {}
        return {url: (outcome, reason) for url, outcome, reason in rows}

    def most_at_once(self) -> int:
        """The most requests that a host had to answer at one time."""
        return max((entry["open"] for entry in self.web.log), default=0)

    def stop(self) -> None:
        """Kill all."""
        for process in (*self.workers, *filter(None, [self.writer])):
            kill(process)
        self.workers, self.writer = [], None


def kill(process: Process) -> None:
    """Kill a process and its children as they stand."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def running(server: Server, web: SampleWeb, folder: Path, hosts: int, **settings: str) -> Iterator[Cluster]:
    """A cluster, nothing of which runs yet; in the end nothing of it is left."""
    values = {
        "SOURCES": sources_of(hosts, folder),
        "DOWNLOAD_DELAY": "0.05",
        "BATCH_SECONDS": "0.2",
        "BATCH_SIZE": "5",
        "ENGINE_LEASE_SECONDS": "5",
        "RETRY_TIMES": "0",
        "ADDONS": json.dumps({f"{__name__}.PoisonAddon": 1}),
        **settings,
    }
    cluster = Cluster(server, web, folder / "watched.db", values, folder / "log")
    try:
        yield cluster
    finally:
        cluster.stop()


def wait_until(condition: object, seconds: float = 120) -> bool:
    """Wait until something holds; say whether it came to hold in time."""
    ends = time.monotonic() + seconds
    assert callable(condition)
    while not condition():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True
