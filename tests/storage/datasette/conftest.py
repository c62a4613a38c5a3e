"""A Datasette process that serves the sample archive on loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from storage.schema.database import open_database
from tests.storage.datasette.archive import OPTIONS, ROOT, Server, fill


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Opens reading rooms over database files; closes them all at the end."""
    running: list[subprocess.Popen[str]] = []
    client = httpx.Client(trust_env=False, timeout=30)

    def open_one(path: Path, *options: str) -> Server:
        process = serve(path, *options)
        running.append(process)
        return Server(address_of(process), client)

    yield open_one
    client.close()
    for process in running:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def serve(path: Path, *options: str) -> subprocess.Popen[str]:
    """Starts Datasette over a database file as ``make browse`` does, on a free port."""
    command = [sys.executable, "-m", "datasette", "serve", str(path), *OPTIONS, *options, "-h", "127.0.0.1", "-p", "0"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def address_of(process: subprocess.Popen[str]) -> str:
    """Where the server says that it listens."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"running on (http://[\d.:]+)", line):
            return found[1]
    pytest.fail("Datasette ended before it listened")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, under a name of its own."""
    path = tmp_path_factory.mktemp("server") / "any name.db"
    database = open_database(path)
    fill(database)
    database.conn.commit()
    database.close()
    return path


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server], sample: Path) -> Server:
    """A reading room over the sample archive."""
    return start_server(sample)
